import { describe, expect, it } from 'vitest';
import { histogramOf, NO_HISTOGRAMS } from '../../build-record.js';
import { recordOf, repetitionsOf } from '../build-cells.js';
import { warned } from './planted.js';

const CELL = 'clean_merge/crdt/mesh/batch/a2/tauto';

describe('the grain of the timer', () => {
  const measuring = (...apply_ns: readonly number[]) => [
    recordOf({
      histograms: {
        ...NO_HISTOGRAMS,
        ...{ apply: histogramOf(...apply_ns), import: histogramOf(90_000) },
      },
    }),
  ];
  const harness_cost = { clock_ns: 40 };

  it('shows in latencies of a few readings of the clock', () => {
    const [warning] = warned('timer_grain', measuring(500, 600, 9_000), { harness_cost });
    expect(warning).toMatchObject({
      what: 'in 1 cell half of the latencies of apply are under 800 ns, 20 readings of the clock',
      cells: [CELL],
    });
  });

  it('does not where half of them are longer, or where the clock was not measured', () => {
    expect(warned('timer_grain', measuring(500, 900, 9_000), { harness_cost })).toEqual([]);
    expect(warned('timer_grain', measuring(500), { harness_cost: {} })).toEqual([]);
  });
});

describe('cold threads', () => {
  it('are warned of where nothing was warmed up', () => {
    expect(warned('cold_threads', [recordOf()], { study: { warmup: 0 } })).toHaveLength(1);
  });

  it('are none after a warm-up, or where that is not known', () => {
    expect(warned('cold_threads', [recordOf()], { study: { warmup: 1 } })).toEqual([]);
    expect(warned('cold_threads', [recordOf()], { study: {} })).toEqual([]);
  });
});

describe('outliers', () => {
  const spread = (odd_ns: number) =>
    repetitionsOf(10, (repetition) => ({
      converge_ns: repetition === 4 ? odd_ns : 1_000_000 + 10_000 * repetition,
    }));

  it('are counted by repetition, and the metric named that has most', () => {
    const [warning] = warned('outliers', [
      ...spread(9e6),
      ...repetitionsOf(10, () => ({ agents: 4 })),
    ]);
    expect(warning?.cells).toEqual([CELL]);
    expect(warning?.what).toContain('1 repetition of 20 far from the others');
    expect(warning?.what).toContain('most often in time to converge');
  });

  it('are none where all repetitions are alike', () => {
    expect(warned('outliers', spread(1_040_000))).toEqual([]);
  });
});

describe('model calls that take no time', () => {
  const study = { model: { type: 'stub', latency_ms: 0 } };

  it('are warned of in the cells that made some', () => {
    const records = [recordOf({ strategy: 'transactional', model_calls_total: 8 }), recordOf()];
    expect(warned('free_model_calls', records, { study })).toMatchObject([
      {
        what: 'model calls take no time here, and transactional made some',
        cells: ['clean_merge/transactional/mesh/batch/a2/tauto'],
      },
    ]);
  });

  it('are none where calls take time, where there are none, or with a model of the user', () => {
    const calling = [recordOf({ model_calls_total: 8 })];
    const slow = { model: { type: 'stub', latency_ms: 1 } };
    const own = { model: { type: 'plugin', url: 'file:///model.js' } };
    expect(warned('free_model_calls', calling, { study: slow })).toEqual([]);
    expect(warned('free_model_calls', calling, { study: own })).toEqual([]);
    expect(warned('free_model_calls', [recordOf()], { study })).toEqual([]);
  });
});
