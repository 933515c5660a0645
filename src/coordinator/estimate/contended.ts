import type { Script } from '../../model/script.js';

/** Rounds in which two agents or more write one scalar: what a model is asked about. */
export function contendedRounds({ rounds }: Script): number {
  return rounds.filter(isContended).length;
}

function isContended(turns: Script['rounds'][number]): boolean {
  const writers = new Map<string, number>();
  for (const [agent_index, turn] of turns.entries()) {
    for (const { kind, field } of turn) {
      if (kind !== 'scalar') continue;
      if ((writers.get(field) ?? agent_index) !== agent_index) return true;
      writers.set(field, agent_index);
    }
  }
  return false;
}
