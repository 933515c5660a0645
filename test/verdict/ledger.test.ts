import { describe, expect, it } from 'vitest';
import { countIssued } from '../../src/verdict/issued.js';
import { Ledger } from '../../src/verdict/ledger.js';
import { adds, appends, CLEAN_MERGE, ledgerOf, scalar } from './builders.js';

const everyone = { type: 'everyone_to_everyone' } as const;

describe('the ledger', () => {
  it('knows what an agent had received before it wrote', () => {
    const ledger = new Ledger(['A', 'B']);
    for (const round of [0, 1, 2]) ledger.issue(round, [[], []]);
    ledger.deliver(2, everyone);
    ledger.issue(3, [[], []]);
    expect(ledger.hadReceived('A', 'B', 0, 1)).toBe(false);
    expect(ledger.hadReceived('A', 'B', 0, 3)).toBe(true);
    expect(ledger.hadReceived('A', 'B', 2, 3)).toBe(true);
    expect(ledger.hadReceived('A', 'B', 3, 3)).toBe(false);
  });

  it('lets an agent have its own writes of earlier rounds, delivered or not', () => {
    const ledger = new Ledger(['A']);
    for (const round of [0, 1]) ledger.issue(round, [[]]);
    expect(ledger.hadReceived('A', 'A', 0, 1)).toBe(true);
    expect(ledger.hadReceived('A', 'A', 1, 1)).toBe(false);
    expect(ledger.hadReceived('A', 'A', 0, 0)).toBe(false);
  });

  it('knows whether every round was delivered', () => {
    const ledger = new Ledger(['A']);
    expect(ledger.delivered).toBe(true);
    ledger.issue(0, [[scalar('s', 1)('A', 0)]]);
    expect(ledger.delivered).toBe(false);
    ledger.deliver(0, everyone);
    ledger.deliver(0, everyone);
    expect(ledger.delivered).toBe(true);
    ledger.issue(1, [[]]);
    ledger.issue(2, [[]]);
    ledger.deliver(2, everyone);
    expect(ledger.delivered).toBe(false);
  });

  it('is the same ledger again when it is made of its own entries', () => {
    const ledger = new Ledger(['A', 'B']);
    ledger.issue(0, [[scalar('s', 1)('A', 0)], []]);
    ledger.deliver(0, everyone);
    ledger.issue(1, [[], [scalar('s', 2)('B', 3)]]);
    const again = Ledger.from(ledger.entries());
    expect(again.entries()).toEqual(ledger.entries());
    expect(again.delivered).toBe(false);
    expect(again.hadReceived('B', 'A', 0, 1)).toBe(true);
    again.deliver(1, everyone);
    expect([again.delivered, ledger.delivered]).toEqual([true, false]);
    expect(again.entries().rounds.map(({ deliveries }) => deliveries.length)).toEqual([1, 1]);
  });

  it('cannot be made of entries that no repetition leaves', () => {
    const rounds = [{ writes: [[scalar('s', 1)('B', 0)]], deliveries: [] }];
    expect(() => Ledger.from({ agents: ['A'], rounds })).toThrow('a write of B');
    expect(() => Ledger.from({ agents: ['A', 'A'], rounds: [] })).toThrow('unique');
  });

  it('refuses a record that cannot be', () => {
    const write = scalar('s', 1);
    expect(() => new Ledger(['A', 'A'])).toThrow('unique');
    const ledger = new Ledger(['A', 'B']);
    expect(() => {
      ledger.issue(1, [[], []]);
    }).toThrow('round 0 is next');
    expect(() => {
      ledger.issue(0, [[]]);
    }).toThrow('2 agents');
    expect(() => {
      ledger.issue(0, [[write('B', 0)], []]);
    }).toThrow('a write of B');
    expect(() => {
      ledger.issue(0, [[write('A', 1), write('A', 1)], []]);
    }).toThrow('do not increase');
    expect(() => {
      ledger.deliver(0, everyone);
    }).toThrow('exchange of round 0');
  });
});

describe('countIssued', () => {
  it('counts values, distinct elements and fragments that are not empty', () => {
    expect(countIssued(CLEAN_MERGE)).toBe(7);
    const ledger = ledgerOf(['A'], {
      A: [adds('tags', 'x', 'x', 'y'), adds('tags'), appends('notes', ''), scalar('s', null)],
    });
    expect(countIssued(ledger)).toBe(3);
  });
});
