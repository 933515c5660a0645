import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../../src/model/deliveries.js';
import type { Turn } from '../../../src/verdict/knowledge/chronicle.js';
import { unitLookup } from '../../../src/verdict/knowledge/chronicle.js';
import type { HeldUnits } from '../../../src/verdict/knowledge/replay.js';
import { BLOCK_UNITS, blocksOf, blockUnitsFor } from '../../../src/verdict/knowledge/blocks.js';
import { replayAll } from '../../../src/verdict/knowledge/replay.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import { scalar } from '../builders.js';

const one = scalar('s', 1);

/** Two agents race: A writes, exports, writes; B accepts that between its own two writes. */
function raced(): Ledger {
  const ledger = new Ledger(['A', 'B']);
  ledger.issue(0, [
    [one('A', 0), one('A', 1)],
    [one('B', 0), one('B', 1)],
  ]);
  const race: Deliveries = {
    type: 'race',
    timelines: [
      [['write'], ['export'], ['write'], ['export']],
      [['write'], ['accept', 0, 0], ['write']],
    ],
  };
  ledger.deliver(0, race);
  return ledger;
}

/** What the author of each turn held, as `B 1..2: 0` for units. */
function heldBefore(ledger: Ledger, block_units: number): readonly string[] {
  const held = new Map<string, number[]>();
  const turn = ({ agent_index, from, to }: Turn, known: HeldUnits): void => {
    const key = `${ledger.agents[agent_index] ?? '?'} ${from}..${to}`;
    const units = [...ledger.chronicle.units.keys()].filter((unit) => known.holds(unit));
    held.set(key, [...(held.get(key) ?? []), ...units]);
  };
  replayAll(ledger.chronicle, { turn }, block_units);
  return [...held].map(([key, units]) => `${key}: ${units.join()}`);
}

describe('a replay', () => {
  it.each([1, 2, 1024])('shows what every turn of a race knew, %i units at a time', (block) => {
    expect(heldBefore(raced(), block)).toEqual(['A 0..1: ', 'A 1..2: 0', 'B 0..1: ', 'B 1..2: 0']);
  });

  it('ends a unit with a blob that somebody accepted, and only with such a one', () => {
    const units = raced().chronicle.units.map(({ agent_index, from, to }) => [
      agent_index,
      from,
      to,
    ]);
    expect(units).toEqual([
      [0, 0, 1],
      [0, 1, 2],
      [1, 0, 2],
    ]);
  });

  it('tells every block of every round, those before its first unit included', () => {
    const ledger = new Ledger(['A']);
    for (const round of [0, 1, 2]) ledger.issue(round, [[one('A', round)]]);
    const ended: string[] = [];
    const roundEnd = (round: number, heldBy: (agent: number) => HeldUnits): void => {
      const held = [0, 1, 2].filter((unit) => heldBy(0).holds(unit));
      ended.push(`${round}: ${held.join()}`);
    };
    replayAll(ledger.chronicle, { roundEnd }, 1);
    expect(ended).toEqual(['0: 0', '1: 0', '2: 0', '0: ', '1: 1', '2: 1', '0: ', '1: ', '2: 2']);
  });

  it('finds the unit of a write, and none of a write that was not made', () => {
    const unitOf = unitLookup(raced().chronicle);
    expect([unitOf(0, 0, 0), unitOf(0, 0, 1), unitOf(0, 1, 1)]).toEqual([0, 1, 2]);
    expect(() => unitOf(0, 1, 2)).toThrow('no write 2');
    expect(() => unitOf(1, 0, 0)).toThrow('no write 0');
  });

  it('takes fewer units at a time where agents or kept blobs are many', () => {
    const { chronicle } = raced();
    expect(blockUnitsFor({ ...chronicle, agents: 10_000 })).toBe(BLOCK_UNITS);
    expect(blockUnitsFor({ ...chronicle, agents: 1_000_000 })).toBe(4 * 32);
    expect(blockUnitsFor({ ...chronicle, slots: 100_000_000 })).toBe(32);
    expect(blocksOf(chronicle, 2).map(({ first, end }) => [first, end])).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });
});
