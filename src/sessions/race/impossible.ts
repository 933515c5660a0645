// What no race can be run with.

import type { SessionRaceOptions } from './race-terms.js';

/** Why not, and what to ask for instead; null where it can. */
export function whyImpossible({
  store,
  threads,
  agents,
}: Pick<SessionRaceOptions, 'store' | 'threads' | 'agents'>): string | null {
  if (store === 'memory' && threads > 1) {
    return 'the memory store lives in one thread, where no other can reach it: ask for 1 thread, 0 for a simulation, or the sqlite store';
  }
  return threads > agents ? `there are ${agents} agents: ask for no more threads than that` : null;
}
