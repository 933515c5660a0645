// Names the commit that a study reads, once, before anything is executed: people commit while a study runs, and
// a study that is resumed tomorrow must read what it read today.

import { deepFreeze } from '../../model/freeze.js';
import type { Study } from '../../coordinator/study.js';
import { inspectGit } from '../../workloads/git/inspect.js';

export interface PinnedStudy<S> {
  readonly study: S;
  /** What whoever reads the results should know of the repository. */
  readonly notes: readonly string[];
}

/** @throws UserError (exit 64, 66 or 69) where there is no such history. */
export async function pinGit<S extends Study>(study: S): Promise<PinnedStudy<S>> {
  if (study.git === null) return { study, notes: [] };
  const { source, notes } = await inspectGit(study.git);
  return { study: deepFreeze({ ...study, git: source }), notes };
}
