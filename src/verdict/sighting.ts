// Every time a replica was seen to surface conflicts: once a round on the way, and in every final reading.

import type { Escalation } from '../model/reading.js';
import { conflictKey, spellContender } from './conflict.js';
import type { Ending } from './ending.js';
import type { Evidence } from './evidence.js';
import type { Ledger } from './ledger.js';
import { placeOf, placeOfFinal } from './place.js';

export interface SeenConflict {
  readonly escalation: Escalation;
  readonly key: string;
}

export interface Sighting {
  /** On the way, or in a final reading. */
  readonly type: 'observed' | 'final';
  readonly round: number;
  /** The replica; of a final reading, the first of those that ended with it. */
  readonly agent_index: number;
  /** For people: `agent A after round 1`. */
  readonly place: string;
  readonly conflicts: readonly SeenConflict[];
}

/** What was observed after each round. */
export function observedSightings({ ledger, observations }: Evidence): readonly Sighting[] {
  return observations.map(({ round, agent_index, escalations }) => ({
    type: 'observed',
    round,
    agent_index,
    place: `${placeOf(ledger, agent_index)} after round ${round}`,
    conflicts: escalations.map(keyed),
  }));
}

/** What stands in the final readings, which are those of the last round. */
export function finalSightings(ledger: Ledger, endings: readonly Ending[]): readonly Sighting[] {
  const round = ledger.rounds.length - 1;
  return endings.map((ending) => ({
    type: 'final',
    round,
    agent_index: ending.agent_indexes[0] ?? -1,
    place: placeOfFinal(ledger, ending),
    conflicts: ending.reading.escalations.map(keyed),
  }));
}

function keyed(escalation: Escalation): SeenConflict {
  const contenders = escalation.contenders.map(spellContender);
  return { escalation, key: conflictKey(escalation.field, contenders) };
}
