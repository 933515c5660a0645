// Every time a replica was seen to surface conflicts: once a round on the way, and in every final reading.

import type { Escalation } from '../model/reading.js';
import { conflictKey, spellContender } from './conflict.js';
import type { Evidence } from './evidence.js';
import { placeOf, placeOfFinal } from './place.js';

export interface SeenConflict {
  readonly escalation: Escalation;
  readonly key: string;
}

export interface Sighting {
  readonly round: number;
  /** For people: `agent A after round 1`. */
  readonly place: string;
  readonly conflicts: readonly SeenConflict[];
}

/** What was observed after each round. */
export function observedSightings({ ledger, observations }: Evidence): readonly Sighting[] {
  return observations.map(({ round, agent_index, escalations }) => ({
    round,
    place: `${placeOf(ledger, agent_index)} after round ${round}`,
    conflicts: escalations.map(keyed),
  }));
}

/** What stands in the final readings, which are those of the last round. */
export function finalSightings({ ledger, finals }: Evidence): readonly Sighting[] {
  const round = ledger.rounds.length - 1;
  return finals.map((final) => ({
    round,
    place: placeOfFinal(ledger, final),
    conflicts: final.reading.escalations.map(keyed),
  }));
}

function keyed(escalation: Escalation): SeenConflict {
  const contenders = escalation.contenders.map(spellContender);
  return { escalation, key: conflictKey(escalation.field, contenders) };
}
