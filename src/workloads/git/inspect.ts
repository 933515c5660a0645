// What a study has to know of a repository before it lays its history out again and again: which commit, and
// what is missing from it.

import type { GitSource } from '../workload.js';
import { expectCommit, findRepository } from './repository.js';

export interface GitInspection {
  /** The source with its commit named, so that it stays what it is while people go on committing. */
  readonly source: GitSource & { readonly commit: string };
  /** What whoever reads the results should know, one sentence each; none as a rule. */
  readonly notes: readonly string[];
}

/** @throws UserError as laying it out does, but reads no history: 64, 66 or 69. */
export async function inspectGit(source: GitSource): Promise<GitInspection> {
  const repository = await findRepository(source.repo);
  const commit = await expectCommit(repository, source.commit ?? repository.head);
  const ends = repository.boundary.size;
  const notes = [
    `the clone of ${repository.where} is shallow: commits at which it ends (${ends}) write nothing`,
  ];
  return { source: { ...source, commit }, notes: ends > 0 ? notes : [] };
}
