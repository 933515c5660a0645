// Every workload by name. One file and one line here add one.

import { cleanMerge } from './clean-merge.js';
import { git } from './git/git.js';
import { log } from './log.js';
import { mixed } from './mixed.js';
import { semanticConflict } from './semantic-conflict.js';
import type { Workload } from './workload.js';

const WORKLOADS: Readonly<Record<string, Workload>> = Object.fromEntries(
  [cleanMerge, semanticConflict, mixed, log, git].map((workload) => [workload.name, workload]),
);

export const WORKLOAD_NAMES: readonly string[] = Object.keys(WORKLOADS);

/** The workload of that name, or undefined where there is none. */
export function findWorkload(name: string): Workload | undefined {
  return Object.hasOwn(WORKLOADS, name) ? WORKLOADS[name] : undefined;
}
