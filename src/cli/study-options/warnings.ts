// Advice about a study that works but may not mean what was hoped.

import { availableParallelism } from 'node:os';
import type { Study, ThreadsOption } from '../../coordinator/study.js';

/** @param typed the flags that were typed, where there are any. */
export function warningsFor(
  { threads, agents, workloads }: Study,
  typed: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const cores = availableParallelism();
  const most = Math.max(...threads.map((option) => mostThreads(option, agents)));
  const onlyLog = workloads.length > 0 && workloads.every((workload) => workload === 'log');
  return [
    ...(most > cores
      ? [`${most} threads on ${cores} cores: threads take turns, so times include waiting`]
      : []),
    ...(onlyLog && typed['agents'] !== undefined
      ? ['--agents is not used: the write log names its agents']
      : []),
  ];
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
