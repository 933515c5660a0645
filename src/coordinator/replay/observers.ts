// At which replicas a replay looks for conflicts after a round. Not after the last one: nothing changes any
// more then, and the final readings are what is observed of it.

import type { RoundObservation } from '../../verdict/evidence.js';

/** The indexes of those that are read after that round. */
export type Observers = (round: number, agents: number) => readonly number[];

/** Another one each round, as a repetition does. */
export const inRotation: Observers = (round, agents) => [round % agents];

/** Everyone: what shows at any replica is seen. */
export const atEveryone: Observers = (_, agents) => Array.from({ length: agents }, (__, at) => at);

/** Those that were read in the repetition. */
export function asRecorded(observations: readonly RoundObservation[]): Observers {
  const byRound = new Map<number, number[]>();
  for (const { round, agent_index } of observations) {
    byRound.set(round, [...(byRound.get(round) ?? []), agent_index]);
  }
  return (round) => byRound.get(round) ?? [];
}
