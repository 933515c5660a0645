// Advice about a study that works but may not mean what was hoped.

import { availableParallelism } from 'node:os';
import type { Study, ThreadsOption } from '../../coordinator/study.js';
import { findWorkload } from '../../workloads/registry.js';
import type { Workload } from '../../workloads/workload.js';

/** @param typed the flags that were typed, by name. */
export function warningsFor(
  study: Study,
  typed: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...threadsBeyondCores(study), ...unusedFlags(study, typed)];
}

function threadsBeyondCores({ threads, agents }: Study): readonly string[] {
  const cores = availableParallelism();
  const most = Math.max(...threads.map((option) => mostThreads(option, agents)));
  if (most <= cores) return [];
  return [`${most} threads on ${cores} cores: threads take turns, so times include waiting`];
}

function mostThreads(option: ThreadsOption, agents: readonly number[]): number {
  switch (option.type) {
    case 'count':
      return option.count;
    case 'per_agent':
      return Math.max(...agents);
    case 'auto':
    case 'inline':
    case 'simulated':
      return 0;
  }
}

/** Flags of every command, and which workloads they change something for. */
const SHARED_FLAGS: Readonly<Record<string, (workload: Workload) => boolean>> = {
  agents: ({ agents }) => agents === 'chosen',
  rounds: ({ settings }) => settings.includes('rounds'),
  writes: ({ settings }) => settings.includes('writes_per_agent'),
};

/** Scripts give these to every study alike, so they are no error. */
function unusedFlags(
  { workloads }: Study,
  typed: Readonly<Record<string, unknown>>,
): readonly string[] {
  const used = workloads.flatMap((name) => findWorkload(name) ?? []);
  if (used.length === 0) return [];
  return Object.entries(SHARED_FLAGS).flatMap(([flag, isFor]) =>
    typed[flag] === undefined || used.some(isFor)
      ? []
      : [`--${flag} changes nothing here: ${haveTheirOwn(workloads)}`],
  );
}

function haveTheirOwn(workloads: readonly string[]): string {
  return `${workloads.join(', ')} ${workloads.length === 1 ? 'has its own' : 'have their own'}`;
}
