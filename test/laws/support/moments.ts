// Every moment of a recorded history as a history of its own, and what each replica knew then: a set of
// writes, followed by brute force and without a line of the judge's own bookkeeping.

import type { Deliveries, Race, RaceEvent } from '../../../src/model/deliveries.js';
import type { LedgerEntries, LedgerRound } from '../../../src/verdict/ledger.js';
import { linearise } from '../../support/race.js';
import { modelOf, nameOf } from '../../verdict/partial-brute-force.js';

/** In a race there are as many moments as events; these are looked at. */
const MOMENTS_OF_A_RACE = 6;

/** What each replica holds at the end of a history: equal texts for equal sets of writes. */
export function knowledgeAfter(history: LedgerEntries): readonly string[] {
  const held = modelOf(history).views.at(-1) ?? history.agents.map(() => new Set<never>());
  return held.map((writes) => [...writes].map(nameOf).sort().join());
}

/** The history up to each delivery, and some that end in the middle of a race; the whole one comes last. */
export function momentsOf({ agents, rounds }: LedgerEntries): readonly LedgerEntries[] {
  return rounds.flatMap((round, index) =>
    beginningsOf(round).map((last) => ({ agents, rounds: [...rounds.slice(0, index), last] })),
  );
}

function beginningsOf(round: LedgerRound): readonly LedgerRound[] {
  const { writes, deliveries } = round;
  return deliveries.flatMap((made, at) => {
    const before = deliveries.slice(0, at);
    const whole = { writes, deliveries: [...before, made] };
    return made.type === 'race' ? [...racesUntil(made, round), whole] : [whole];
  });
}

/** Writes that were not made by then were not issued. */
function racesUntil({ timelines }: Race, { writes }: LedgerRound): readonly LedgerRound[] {
  const order = linearise(timelines);
  const ends = Array.from({ length: MOMENTS_OF_A_RACE - 1 }, (_, cut) =>
    Math.floor((order.length * (cut + 1)) / MOMENTS_OF_A_RACE),
  );
  return ends.map((end) => {
    const begun = timelines.map((): RaceEvent[] => []);
    for (const [agent, event] of order.slice(0, end)) begun[agent]?.push(event);
    const made: Deliveries = { type: 'race', timelines: begun };
    const issued = writes.map((own, agent) => own.slice(0, countWrites(begun[agent] ?? [])));
    return { writes: issued, deliveries: [made] };
  });
}

function countWrites(timeline: readonly RaceEvent[]): number {
  return timeline.filter(([type]) => type === 'write').length;
}
