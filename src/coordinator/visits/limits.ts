// What ends a visit from outside: the signal of its study, or its deadline. For both kinds of runner.

import type { VisitContext } from './visit-runner.js';

export type Limit = 'interrupt' | 'deadline';

/** Beyond it a timer fires at once; 24 days, which nobody waits for. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Calls `reached` with the first limit that is reached, at once where the signal has aborted already, until
 * the function returned is called. AbortSignal.any would keep an entry on the study's signal for each visit.
 */
export function watchLimits(
  { signal, study }: Pick<VisitContext, 'signal' | 'study'>,
  reached: (limit: Limit) => void,
): () => void {
  const reach = (limit: Limit): void => {
    lift();
    reached(limit);
  };
  const interrupt = (): void => {
    reach('interrupt');
  };
  const timer = setTimeout(reach, Math.min(study.deadline_ms, MAX_TIMER_MS), 'deadline');
  const lift = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  };
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  return lift;
}
