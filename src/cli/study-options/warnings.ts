// Advice about a study that works but may not mean what was hoped.

import { availableParallelism } from 'node:os';
import type { Study, ThreadsOption } from '../../coordinator/study.js';

export function warningsFor({ threads, agents }: Study): readonly string[] {
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
