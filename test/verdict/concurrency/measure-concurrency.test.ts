import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/model/canonical.js';
import { declaresAfter } from '../../../src/model/causality.js';
import type { Concurrency } from '../../../src/model/concurrency.js';
import type { Write } from '../../../src/model/write.js';
import { traceAllRounds } from '../../../src/verdict/concurrency/all-rounds.js';
import { measureConcurrency } from '../../../src/verdict/concurrency/measure-concurrency.js';
import { traceConcurrency } from '../../../src/verdict/concurrency/trace.js';
import { type TracedField, traceFields } from '../../../src/verdict/concurrency/traced-write.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import { adds, after, appends, ledgerOf, scalar } from '../builders.js';
import { historiesOfAnyKind, ledgerOfHistory } from '../histories.js';
import { type SeenHistory, seenHistory } from './partial-histories.js';

function measured(ledger: Ledger): Concurrency {
  return measureConcurrency(traceConcurrency(ledger));
}

/** Every pair, as the definition has it. */
function bruteForce(
  writes: readonly Write[],
  knows: (one: Write, other: Write) => boolean,
): Concurrency {
  const counts = { concurrent_writes: 0, mergeable_writes: 0, conflicting_writes: 0 };
  for (const one of writes) {
    const field = writes.filter((other) => other.field === one.field);
    const isMixed = new Set(field.map(({ kind }) => kind)).size > 1;
    const concurrent = field.filter(
      (other) => other.agent_id !== one.agent_id && !knows(one, other) && !knows(other, one),
    );
    const conflicting = concurrent.filter(
      (other) =>
        isMixed ||
        (one.kind === 'scalar' && canonicalJson(one.value) !== canonicalJson(other.value)),
    );
    if (concurrent.length > 0) counts.concurrent_writes += 1;
    if (conflicting.length > 0) counts.conflicting_writes += 1;
  }
  counts.mergeable_writes = counts.concurrent_writes - counts.conflicting_writes;
  return { writes: writes.length, ...counts };
}

function declares(one: Write, other: Write): boolean {
  return declaresAfter(one, other.agent_id, other.op_id);
}

function knowsIn({ seen }: SeenHistory): (one: Write, other: Write) => boolean {
  return (one, other) => (seen.get(one)?.has(other) ?? false) || declares(one, other);
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe('measureConcurrency', () => {
  it('counts what a look at every pair counts, where every pass reached everyone', () => {
    fc.assert(
      fc.property(historiesOfAnyKind, (history) => {
        const ledger = ledgerOfHistory(history);
        const rounds = new Map(
          ledger.rounds.flatMap((turns, r) => turns.flat().map((w) => [w, r])),
        );
        const writes = ledger.rounds.flat(2);
        const knows = (one: Write, other: Write) =>
          (rounds.get(other) ?? 0) < (rounds.get(one) ?? 0) || declares(one, other);
        expect(measured(ledger)).toEqual(bruteForce(writes, knows));
      }),
      { numRuns: 500 },
    );
  });

  it('counts what a look at every pair counts, under partial deliveries, restarts and races', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const history = seenHistory(seed);
        const writes = history.ledger.rounds.flat(2);
        const expected = bruteForce(writes, knowsIn(history));
        expect(measured(history.ledger)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('comes to the same however many writes are followed at a time', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 40 }), (seed, block_units) => {
        const { ledger } = seenHistory(seed);
        const standings = (size?: number) => {
          const fields: readonly TracedField[] = traceFields(ledger);
          traceAllRounds(fields, ledger.chronicle, size);
          return fields.map(({ writes }) => writes.map(({ standing }) => standing));
        };
        expect(standings(block_units)).toEqual(standings());
      }),
      { numRuns: 500 },
    );
  });

  it('calls scalars that agree and additions mergeable, and scalars that differ a conflict', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [scalar('title', 'x'), scalar('status', 'draft'), adds('tags', 1), appends('own', 'a')],
      B: [scalar('title', 'x'), scalar('status', 'done'), adds('tags', 2)],
    });
    expect(measured(ledger)).toEqual({
      ...{ writes: 7, concurrent_writes: 6, mergeable_writes: 4, conflicting_writes: 2 },
    });
  });

  it('knows values by what they say, not by how they are spelled', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [scalar('s', { a: 1, b: -0 })],
      B: [scalar('s', { b: 0, a: 1 })],
    });
    expect(measured(ledger)).toMatchObject({
      mergeable_writes: 2,
      conflicting_writes: 0,
    });
  });

  it('calls every concurrent write to a field of two kinds a conflict, whenever the second came', () => {
    const ledger = ledgerOf(
      ['A', 'B'],
      { A: [adds('tags', 1)], B: [adds('tags', 1)] },
      { A: [scalar('tags', 'none')] },
    );
    expect(measured(ledger)).toMatchObject({
      concurrent_writes: 2,
      conflicting_writes: 2,
    });
  });

  it('counts a write that declares to follow the other as not concurrent with it', () => {
    const ledger = ledgerOf(['A', 'B', 'C'], {
      A: [scalar('s', 1)],
      B: [after(scalar('s', 2), ['A', 0])],
      C: [],
    });
    expect(measured(ledger).concurrent_writes).toBe(0);
  });

  it('is not misled by a write that follows one of two concurrent ones', () => {
    const ledger = ledgerOf(['A', 'B', 'C'], {
      A: [scalar('s', 1)],
      B: [after(scalar('s', 2), ['A', 0])],
      C: [scalar('s', 2)],
    });
    expect(measured(ledger)).toMatchObject({
      ...{ concurrent_writes: 3, mergeable_writes: 1, conflicting_writes: 2 },
    });
  });

  it('takes the latest of several declarations that name one agent', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [scalar('s', 1), scalar('s', 2)],
      B: [after(scalar('s', 3), ['A', 1], ['A', 0])],
    });
    expect(measured(ledger).concurrent_writes).toBe(0);
  });

  it('counts a pair once where a race went against what was declared', () => {
    const ledger = new Ledger(['A', 'B', 'C']);
    const second = after(scalar('s', 2), ['A', 0])('B', 0);
    ledger.issue(0, [[scalar('s', 1)('A', 0)], [second], [scalar('s', 3)('C', 0)]]);
    const timelines = [
      [['accept', 1, 0] as const, ['write'] as const],
      [['write'] as const, ['export'] as const],
      [['write'] as const],
    ];
    ledger.deliver(0, { type: 'race', timelines });
    expect(measured(ledger)).toMatchObject({
      concurrent_writes: 3,
      conflicting_writes: 3,
    });
  });

  it('counts writes of different rounds as concurrent where nothing was delivered between', () => {
    const ledger = new Ledger(['A', 'B']);
    ledger.issue(0, [[scalar('s', 1)('A', 0)], []]);
    ledger.deliver(0, { type: 'pass', senders: [], receivers: [], exported: [] });
    ledger.issue(1, [[], [scalar('s', 2)('B', 0)]]);
    ledger.deliver(1, { type: 'everyone_to_everyone' });
    expect(measured(ledger).conflicting_writes).toBe(2);
  });

  it('forgets what a restarted agent had received', () => {
    const ledger = new Ledger(['A', 'B']);
    ledger.issue(0, [[scalar('s', 1)('A', 0)], []]);
    ledger.deliver(0, { type: 'everyone_to_everyone' });
    ledger.deliver(0, { type: 'restart', agent_index: 1, exported: null, identity: 'fresh' });
    ledger.issue(1, [[], [scalar('s', 2)('B', 0)]]);
    expect(measured(ledger).conflicting_writes).toBe(2);
  });

  it('has nothing to count where nothing was written', () => {
    const nothing = { writes: 0, concurrent_writes: 0, mergeable_writes: 0, conflicting_writes: 0 };
    expect(measured(new Ledger(['A']))).toEqual(nothing);
  });
});
