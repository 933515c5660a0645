// Evidence of a run under partial exchange in which every replica did what the oracle asks of it.

import type { Evidence, FinalState, RoundObservation } from '../../src/verdict/evidence.js';
import type { Ledger } from '../../src/verdict/ledger.js';
import { ViewExpectations } from '../../src/verdict/views/view-expectations.js';
import { contender, finalOf, reading, readingAsExpected } from './builders.js';

/** One replica was observed after each round, the one that `observed` picks. */
export function flawlessPartial(ledger: Ledger, observed: (round: number) => number): Evidence {
  const blank = ledger.rounds.map((_, round): RoundObservation => {
    return { round, agent_index: observed(round) % ledger.agents.length, escalations: [] };
  });
  const each = ledger.agents.map((_, agent_index) => finalOf(reading([]), agent_index));
  const asked = { ledger, observations: blank, finals: each, attributes: true };
  const expectations = new ViewExpectations(asked);
  const finals = new Map<string, FinalState>();
  for (const { agent_indexes, group } of expectations.endings) {
    const one = finalOf(readingAsExpected(expectations.expectationOf(group)), ...agent_indexes);
    const alike = finals.get(one.digests.reading)?.agent_indexes ?? [];
    finals.set(one.digests.reading, { ...one, agent_indexes: [...alike, ...agent_indexes] });
  }
  return { ...asked, observations: observe(blank, expectations), finals: [...finals.values()] };
}

function observe(
  blank: readonly RoundObservation[],
  expectations: ViewExpectations,
): readonly RoundObservation[] {
  const observations: RoundObservation[] = [];
  const sightings = blank.map(({ round, agent_index }) => {
    return { type: 'observed', round, agent_index, place: '', conflicts: [] } as const;
  });
  expectations.follow(sightings, ({ round, agent_index }, standing) => {
    const escalations = [...standing.values()].map(({ field, contenders }) => {
      return { status: 'open', field, contenders: contenders.map(contender) } as const;
    });
    observations.push({ round, agent_index, escalations });
  });
  return observations;
}
