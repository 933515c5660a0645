// The oracle of partial exchange against a naive model of sets, over random histories, with blocks so small
// that every history has several.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countContended } from '../../../src/verdict/concurrency/contended.js';
import { traceConcurrency } from '../../../src/verdict/concurrency/trace.js';
import type { Evidence } from '../../../src/verdict/evidence.js';
import { EveryoneExpectations } from '../../../src/verdict/everyone-expectations.js';
import type { Expectations } from '../../../src/verdict/expectations.js';
import { completenessOf, missingFrom } from '../../../src/verdict/knowledge/completeness.js';
import { viewsAt } from '../../../src/verdict/knowledge/views.js';
import { unitLookup } from '../../../src/verdict/knowledge/chronicle.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import type { Sighting } from '../../../src/verdict/sighting.js';
import type { ViewExpectation } from '../../../src/verdict/view-expectation.js';
import { ViewExpectations } from '../../../src/verdict/views/view-expectations.js';
import { finalOf, reading } from '../builders.js';
import { historiesOfAnyKind, ledgerOfHistory } from '../histories.js';
import {
  conflictsIn,
  contendedInPartial,
  headsIn,
  modelOf,
  nameOf,
} from '../partial-brute-force.js';
import { partialHistories } from '../partial-histories.js';

const blockUnits = fc.constantFrom(2, 3, 33, 1024);

/** Evidence that asks for every view there is: each replica after each round, and each by itself at the end. */
function askingEverything(ledger: Ledger): Evidence {
  const moments = ledger.rounds.flatMap((_, round) =>
    ledger.agents.map((__, agent_index) => ({ round, agent_index, escalations: [] })),
  );
  const finals = ledger.agents.map((_, agent_index) => finalOf(reading([]), agent_index));
  return { ledger, observations: moments, finals, attributes: true };
}

function sightingAt(round: number, agent_index: number): Sighting {
  return { type: 'observed', round, agent_index, place: '', conflicts: [] };
}

/** The conflicts at every replica after every round, as the oracle has them. */
function conflictsBy(expectations: Expectations, ledger: Ledger) {
  const found = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const sightings = ledger.rounds.flatMap((_, round) =>
    ledger.agents.map((__, agent_index) => sightingAt(round, agent_index)),
  );
  expectations.follow(sightings, ({ round, agent_index }, standing) => {
    const named = [...standing].map(
      ([field, { contenders }]) => [field, contenders.map(nameOf).sort()] as const,
    );
    found.set(`${round} ${agent_index}`, new Map(named));
  });
  return found;
}

function headsOf({ histories }: ViewExpectation) {
  const heads = [...histories].map(
    ([field, history]) =>
      [
        field,
        history
          .heads()
          .map(({ write }) => nameOf(write))
          .sort(),
      ] as const,
  );
  return new Map(heads);
}

describe('knowledge', () => {
  it('is what a set of writes per replica would hold, at every moment', () => {
    fc.assert(
      fc.property(partialHistories, blockUnits, (entries, block) => {
        const { views } = modelOf(entries);
        const { chronicle } = Ledger.from(entries);
        const unitOf = unitLookup(chronicle);
        const moments = entries.rounds.flatMap((_, round) =>
          entries.agents.map((__, agent_index) => ({ round, agent_index })),
        );
        const found = viewsAt(chronicle, moments, block);
        moments.forEach(({ round, agent_index }, index) => {
          const view = found.views[found.classes[index] ?? -1];
          const held = views[round]?.[agent_index];
          entries.rounds.forEach(({ writes }, of) => {
            writes.forEach((own, author) => {
              own.forEach((write, at) => {
                expect(view?.holds(unitOf(of, author, at))).toBe(held?.has(write));
              });
            });
          });
        });
      }),
      { numRuns: 200 },
    );
  });

  it('puts two replicas in one class where they held the same, and only there', () => {
    fc.assert(
      fc.property(partialHistories, blockUnits, (entries, block) => {
        const { views } = modelOf(entries);
        const round = entries.rounds.length - 1;
        const moments = entries.agents.map((_, agent_index) => ({ round, agent_index }));
        const { classes } = viewsAt(Ledger.from(entries).chronicle, moments, block);
        for (const one of moments.keys()) {
          for (const other of moments.keys()) {
            const [left, right] = [views[round]?.[one], views[round]?.[other]];
            const same =
              left?.size === right?.size && [...(left ?? [])].every((w) => right?.has(w));
            expect(classes[one] === classes[other]).toBe(same);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is complete where every replica holds what any holds, and says who lacks something', () => {
    fc.assert(
      fc.property(partialHistories, blockUnits, fc.nat({ max: 9 }), (entries, block, likely) => {
        const ends = modelOf(entries).views.at(-1) ?? [];
        const all = new Set(ends.flatMap((held) => [...held]));
        const lacking = ends.filter(({ size }) => size < all.size).length;
        const ledger = Ledger.from(entries);
        expect(ledger.complete()).toBe(lacking === 0);
        expect(completenessOf(ledger.chronicle, likely, block).complete).toBe(lacking === 0);
        expect(missingFrom(ledger.chronicle, 9, block).replicas).toBe(lacking);
        for (const { agent_index, author_index, round } of missingFrom(ledger.chronicle, 9, block)
          .examples) {
          const missed = entries.rounds[round]?.writes[author_index] ?? [];
          expect(missed.some((one) => all.has(one) && !ends[agent_index]?.has(one))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the oracle of partial exchange', () => {
  it('has the heads of every final view, and the fate of every write that is not in it', () => {
    fc.assert(
      fc.property(partialHistories, blockUnits, (entries, block) => {
        const model = modelOf(entries);
        const ends = model.views.at(-1) ?? [];
        const expectations = new ViewExpectations(askingEverything(Ledger.from(entries)), block);
        for (const { agent_indexes, group } of expectations.endings) {
          const view = ends[agent_indexes[0] ?? -1] ?? new Set();
          const expectation = expectations.expectationOf(group);
          const fields = new Set([...view].map(({ field }) => field));
          const heads = [...fields].map((field) => [field, headsIn(model, view, field)] as const);
          expect(headsOf(expectation)).toEqual(new Map(heads));
          for (const { write } of expectation.contributions) {
            const nowhere = !ends.some((held) => held.has(write));
            const { not_delivered, unacknowledged } = expectation.absent;
            const away = nowhere ? unacknowledged : not_delivered;
            const other = nowhere ? not_delivered : unacknowledged;
            expect(away.some((one) => one.write === write)).toBe(!view.has(write));
            expect(other.some((one) => one.write === write)).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has the conflicts of every replica after every round', () => {
    fc.assert(
      fc.property(partialHistories, blockUnits, (entries, block) => {
        const model = modelOf(entries);
        const ledger = Ledger.from(entries);
        const found = conflictsBy(new ViewExpectations(askingEverything(ledger), block), ledger);
        model.views.forEach((views, round) => {
          views.forEach((view, agent_index) => {
            expect(found.get(`${round} ${agent_index}`)).toEqual(conflictsIn(model, view));
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('says what the oracle of full exchange says, where everything reached everyone', () => {
    fc.assert(
      fc.property(historiesOfAnyKind, blockUnits, (history, block) => {
        const ledger = ledgerOfHistory(history);
        const evidence = askingEverything(ledger);
        const [every, view] = [
          new EveryoneExpectations(evidence),
          new ViewExpectations(evidence, block),
        ];
        expect(conflictsBy(view, ledger)).toEqual(conflictsBy(every, ledger));
        const { group } = view.endings[0] ?? { group: 0 };
        expect(headsOf(view.expectationOf(group))).toEqual(headsOf(every.expectationOf()));
        expect(new Set(view.endings.map((one) => one.group)).size).toBe(1);
        const [one, other] = [view.expectationOf(group), every.expectationOf()];
        expect(one.contributions).toEqual(other.contributions);
        expect([...one.histories.keys()]).toEqual([...other.histories.keys()]);
        expect(one.absent).toEqual(other.absent);
      }),
      { numRuns: 200 },
    );
  });

  it('counts as contended what nobody ordered, in one round or across rounds, in races as in step', () => {
    fc.assert(
      fc.property(partialHistories, blockUnits, (entries, block) => {
        const expected = contendedInPartial(entries, modelOf(entries));
        expect(countContended(traceConcurrency(Ledger.from(entries), block))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
