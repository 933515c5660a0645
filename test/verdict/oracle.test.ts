import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countContended } from '../../src/verdict/concurrency/contended.js';
import { traceConcurrency } from '../../src/verdict/concurrency/trace.js';
import type { ExpectedConflict } from '../../src/verdict/conflict.js';
import type { Ledger } from '../../src/verdict/ledger.js';
import { expectedEscalations, expectFrom } from '../../src/verdict/oracle.js';
import { conflictsAfter, contendedIn, nameOf } from './brute-force.js';
import { adds, after, appends, ledgerOf, scalar } from './builders.js';
import { historiesOfAnyKind, ledgerOfHistory } from './histories.js';

function contendersByRound(ledger: Ledger): readonly (readonly string[])[] {
  return expectedEscalations(expectFrom(ledger)).map(({ round, contenders }) => [
    `round ${round}`,
    ...contenders.map(nameOf),
  ]);
}

describe('the oracle', () => {
  it('sees a conflict between different values written at once', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [scalar('s', 1)], B: [scalar('s', 2)] });
    expect(contendersByRound(ledger)).toEqual([['round 0', 'A 0', 'B 0']]);
  });

  it('sees none between equal values, whatever the order of their keys', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [scalar('s', { x: 1, y: 2 })],
      B: [scalar('s', { y: 2, x: 1 })],
    });
    expect(contendersByRound(ledger)).toEqual([]);
  });

  it('lets a write supersede what its agent wrote before and what it had received', () => {
    const ledger = ledgerOf(
      ['A', 'B'],
      { A: [scalar('s', 1), scalar('s', 3)], B: [scalar('s', 2)] },
      { B: [scalar('s', 4)] },
    );
    expect(contendersByRound(ledger)).toEqual([['round 0', 'A 1', 'B 0']]);
    expect(expectFrom(ledger).changes[1]?.get('s')).toBeNull();
  });

  it('lets a write supersede what it declares to follow, and all before that', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [scalar('s', 1), scalar('s', 2)],
      B: [after(scalar('s', 3), ['A', 1])],
    });
    expect(contendersByRound(ledger)).toEqual([]);
  });

  it('keeps a write that another declares to follow only an earlier one of', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [scalar('s', 1), scalar('s', 2)],
      B: [after(scalar('s', 3), ['A', 0])],
    });
    expect(contendersByRound(ledger)).toEqual([['round 0', 'A 1', 'B 0']]);
  });

  it('expects an escalation anew where the contenders change, and only there', () => {
    const both = { A: [scalar('s', 1)], B: [scalar('s', 2)] };
    expect(contendersByRound(ledgerOf(['A', 'B'], both, {}, both))).toEqual([
      ['round 0', 'A 0', 'B 0'],
      ['round 2', 'A 1', 'B 1'],
    ]);
  });

  it('takes a field written with two kinds for a conflict of heads and all other writes', () => {
    const ledger = ledgerOf(
      ['A', 'B'],
      { A: [scalar('f', 1)], B: [adds('f', 'x')] },
      { A: [scalar('f', 2), appends('f', 'note')] },
    );
    expect(contendersByRound(ledger)).toEqual([
      ['round 0', 'A 0', 'B 0'],
      ['round 1', 'A 1', 'B 0', 'A 2'],
    ]);
  });

  it('refuses a ledger with a round that was not delivered, the last or another', () => {
    const ledger = ledgerOf(['A']);
    ledger.issue(0, [[scalar('s', 1)('A', 0)]]);
    expect(() => expectFrom(ledger)).toThrow('not delivered');
    ledger.issue(1, [[]]);
    ledger.deliver(1, { type: 'everyone_to_everyone' });
    expect(() => expectFrom(ledger)).toThrow('not delivered');
  });

  it('agrees with brute force after every round of any history', () => {
    fc.assert(
      fc.property(historiesOfAnyKind, (history) => {
        const standing = new Map<string, ExpectedConflict>();
        expectFrom(ledgerOfHistory(history)).changes.forEach((changes, round) => {
          for (const [field, conflict] of changes) {
            standing.delete(field);
            if (conflict) standing.set(field, conflict);
          }
          const found = [...standing].map(
            ([field, { contenders }]) => [field, contenders.map(nameOf).sort()] as const,
          );
          expect(new Map(found)).toEqual(conflictsAfter(history, round + 1));
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('contention', () => {
  it('counts the rounds and fields in which agents wrote without knowing of each other', () => {
    const ledger = ledgerOf(
      ['A', 'B'],
      { A: [scalar('s', 1), adds('tags', 'x')], B: [scalar('s', 2), adds('tags', 'x')] },
      { A: [scalar('s', 3)] },
      { A: [scalar('s', 4)], B: [after(scalar('s', 5), ['A', 3])] },
    );
    expect(countContended(traceConcurrency(ledger))).toBe(2);
  });

  it('agrees with brute force on any history', () => {
    fc.assert(
      fc.property(historiesOfAnyKind, (history) => {
        expect(countContended(traceConcurrency(ledgerOfHistory(history)))).toBe(
          contendedIn(history),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
