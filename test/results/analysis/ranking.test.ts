import { describe, expect, it } from 'vitest';
import type { MetricName } from '../../../src/results/analysis/metric.js';
import { rankingOf } from '../../../src/results/analysis/ranking.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { cellsOf, repetitionsOf } from './build-cells.js';

/** Ten repetitions that spread by 1 % around the costs. */
function strategy(name: string, converge_ns: number, changes: Partial<RepetitionRecord> = {}) {
  return repetitionsOf(10, (repetition) => ({
    strategy: name,
    converge_ns: converge_ns * (0.995 + repetition / 1_000),
    ...changes,
  }));
}

function ranked(
  records: readonly (readonly RepetitionRecord[])[],
  metric: MetricName = 'converge_ns',
) {
  const point = { workload: 'clean_merge', agents: 2, faults: 'none' };
  const ranking = rankingOf({ cells: cellsOf(records.flat()) }, metric, point);
  return {
    ranked: ranking.ranked.map(({ rank, cell }) => [rank, cell.factors.strategy]),
    unranked: ranking.unranked.map(({ cell, reason }) => [cell.factors.strategy, reason]),
  };
}

describe('rankingOf', () => {
  it('puts the least cost first', () => {
    expect(ranked([strategy('a', 3_000), strategy('b', 1_000), strategy('c', 2_000)])).toEqual({
      ranked: [
        [1, 'b'],
        [2, 'c'],
        [3, 'a'],
      ],
      unranked: [],
    });
  });

  it('puts the highest first where higher is better', () => {
    const rates = [10, 30].map((rate, index) =>
      strategy(`s${index}`, 1_000, { writes_per_second: rate }),
    );
    expect(ranked(rates, 'writes_per_second').ranked).toEqual([
      [1, 's1'],
      [2, 's0'],
    ]);
  });

  it('ties where intervals overlap, and counts on behind the tie', () => {
    const records = [strategy('a', 1_001), strategy('b', 1_000), strategy('c', 2_000)];
    expect(ranked(records).ranked).toEqual([
      [1, 'b'],
      [1, 'a'],
      [3, 'c'],
    ]);
  });

  it('never ranks what is not valid, however fast, and says why', () => {
    const records = [
      strategy('a', 1, { verdict: 'FAIL', expectation: 'fail' }),
      strategy('b', 1, { verdict: 'FAIL' }),
      strategy('c', 1, { verdict: 'UNKNOWN' }),
      strategy('d', 1, { converge_ns: null }),
      strategy('e', 1_000),
    ];
    expect(ranked(records)).toEqual({
      ranked: [[1, 'e']],
      unranked: [
        ['a', 'failed, as it is expected to'],
        ['b', 'failed'],
        ['c', 'came to no verdict'],
        ['d', 'not measured'],
      ],
    });
  });

  it('compares points where there are no intervals', () => {
    const records = [3, 1].map((writes_lost, index) => strategy(`s${index}`, 1, { writes_lost }));
    expect(ranked(records, 'writes_lost').ranked).toEqual([
      [1, 's1'],
      [2, 's0'],
    ]);
  });

  it('ranks nothing by what is neither good nor bad', () => {
    expect(ranked([strategy('a', 1)], 'escalations')).toEqual({
      ranked: [],
      unranked: [['a', 'of conflicts surfaced neither less nor more is better']],
    });
  });

  it('looks at one workload, one number of agents and one mix of faults', () => {
    const records = [
      strategy('a', 1),
      strategy('b', 1, { agents: 4 }),
      strategy('c', 1, { workload: 'x' }),
      strategy('d', 1, { faults: 'drop=10%' }),
    ];
    expect(ranked(records).ranked).toEqual([[1, 'a']]);
  });
});
