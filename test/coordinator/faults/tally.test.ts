import { describe, expect, it } from 'vitest';
import { FaultTally } from '../../../src/coordinator/faults/tally.js';
import { planOfText } from './plan-of-text.js';

const ON_TIME = { late_passes: 0, copy: 0, refusal: null };

function tallyOf(text: string): FaultTally {
  return new FaultTally(planOfText(text, 8));
}

function countsOf(tally: FaultTally): readonly (readonly number[])[] {
  return tally
    .accounts()
    .map(({ planned_count, fired_count, observed_count }) => [
      planned_count,
      fired_count,
      observed_count,
    ]);
}

describe('FaultTally', () => {
  it('counts apart what was planned, what there was a blob for, and what was seen', () => {
    const tally = tallyOf('drop=10%');
    for (let edge = 0; edge < 3; edge += 1) tally.planned([0]);
    for (let edge = 0; edge < 2; edge += 1) tally.fired([0]);
    tally.lost([0]);
    expect(tally.accounts()).toEqual([
      { fault: 'drop=10%', planned_count: 3, fired_count: 2, observed_count: 1, note: null },
    ]);
  });

  it('observes each fault by its own effect', () => {
    const tally = tallyOf('drop=1,duplicate=1,delay=1,corrupt=1,partition=halves');
    const all = [0, 1, 2, 3, 4];
    tally.lost(all);
    expect(countsOf(tally).map(([, , observed]) => observed)).toEqual([1, 0, 0, 0, 1]);
    tally.arrived(all, { ...ON_TIME, copy: 1 });
    expect(countsOf(tally).map(([, , observed]) => observed)).toEqual([1, 1, 0, 0, 1]);
    tally.arrived(all, { ...ON_TIME, late_passes: 2 });
    expect(countsOf(tally).map(([, , observed]) => observed)).toEqual([1, 1, 1, 0, 1]);
    tally.arrived(all, { ...ON_TIME, refusal: 'damaged' });
    expect(countsOf(tally).map(([, , observed]) => observed)).toEqual([1, 1, 1, 1, 1]);
  });

  it('observes nothing in a blob that came as it should', () => {
    const tally = tallyOf('drop=1,duplicate=1,delay=1,corrupt=1');
    tally.arrived([0, 1, 2, 3], ON_TIME);
    tally.arrived([], { late_passes: 3, copy: 1, refusal: 'stale' });
    expect(countsOf(tally).every(([, , observed]) => observed === 0)).toBe(true);
  });

  it('counts a blob once, however many of its copies show the fault', () => {
    const tally = tallyOf('duplicate=1:times=4,delay=1');
    for (let copy = 0; copy < 4; copy += 1) {
      tally.arrived([0, 1], { late_passes: 1, copy, refusal: null });
    }
    expect(countsOf(tally).map(([, , observed]) => observed)).toEqual([1, 1]);
  });

  it('counts crashes by the fault that asked for them', () => {
    const tally = tallyOf('crash=one,crash=one:after_export');
    tally.crashed(1, 'fresh');
    expect(countsOf(tally)).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });

  it('counts the contests of a clock that is ahead, and notes how many it won', () => {
    const tally = tallyOf('drop=1,skew=9:minority');
    tally.won(4, 9);
    expect(tally.accounts()[1]).toEqual({
      fault: 'skew=9:minority',
      planned_count: 9,
      fired_count: 9,
      observed_count: 9,
      note: 'a clock that is ahead won 4 of 9 contended scalars',
    });
    expect(countsOf(tally)[0]).toEqual([0, 0, 0]);
  });

  it('has a clock that nobody contended with strike nothing', () => {
    const tally = tallyOf('skew=9');
    tally.won(0, 0);
    expect(countsOf(tally)).toEqual([[0, 0, 0]]);
    expect(tally.accounts()[0]?.note).toBe(
      'it struck nothing: no scalar was written both by an agent whose clock is ahead and by one whose is not',
    );
  });

  it('never counts more as fired than planned, nor as observed than fired', () => {
    const tally = tallyOf('duplicate=1:times=3,reorder=1,delay=1,corrupt=1,skew=3');
    const all = [0, 1, 2, 3];
    for (let blob = 0; blob < 5; blob += 1) {
      tally.planned(all);
      tally.fired(all);
      for (let copy = 0; copy < 3; copy += 1) {
        tally.arrived(all, { late_passes: 2, copy, refusal: 'damaged' });
      }
    }
    tally.won(7, 7);
    expect(countsOf(tally)).toEqual([...all.map(() => [5, 5, 5]), [7, 7, 7]]);
  });

  it('says of a fault that never fired why it did not', () => {
    const tally = tallyOf('drop=0.0001%,delay=1%');
    tally.planned([1]);
    expect(tally.accounts().map(({ note }) => note)).toEqual([
      'it struck nothing: too improbable for so few blobs, or its passes never came',
      'it struck only where nothing was sent',
    ]);
  });

  it.each([
    [
      2,
      'it struck nothing: 2 agents are all neighbours on their circle, so that it cuts nobody off',
    ],
    [
      3,
      'it struck nothing: 3 agents are all neighbours on their circle, so that it cuts nobody off',
    ],
    [4, 'it struck nothing: the topology connects none of those it cuts off, or its passes never'],
  ])(
    'lets the kind say why a fault without a probability struck nothing: %i agents',
    (agents, note) => {
      const [account] = new FaultTally(planOfText('partition=ring', agents)).accounts();
      expect(account?.note).toContain(note);
    },
  );

  it('says of agents that they did not crash, not of blobs', () => {
    const [account] = tallyOf('crash=0.0001%').accounts();
    expect(account?.note).toContain('too improbable for so few agents and passes');
  });

  it('has no account without faults', () => {
    expect(tallyOf('none').accounts()).toEqual([]);
  });
});
