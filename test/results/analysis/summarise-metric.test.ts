import { describe, expect, it } from 'vitest';
import { mergePortable, summarise } from '../../../src/metrics/histogram.js';
import { decodeSparse } from '../../../src/metrics/sparse-histogram.js';
import { metricOf } from '../../../src/results/analysis/metric.js';
import type { MetricName } from '../../../src/results/analysis/metric.js';
import {
  summarisePercentile,
  summariseValues,
} from '../../../src/results/analysis/summarise-metric.js';
import { histogramOf } from '../build-record.js';

function summaryOf(name: MetricName, values: readonly number[], cell_id = 'cell') {
  const measured = values.map((value, repetition) => ({ repetition, value }));
  return summariseValues(cell_id, metricOf(name), measured);
}

function percentileOf(name: MetricName, ...repetitions: readonly (readonly number[])[]) {
  const portables = repetitions.map((latencies) => histogramOf(...latencies));
  const recorded = portables.map((portable, repetition) => ({
    repetition,
    histogram: decodeSparse(portable),
  }));
  const summary = summarise(mergePortable(portables));
  const statistic = name.endsWith('p99_ns') ? 'p99_ns' : 'p50_ns';
  return summarisePercentile('cell', metricOf(name), statistic, { recorded, summary });
}

const repeat = (ns: number, times: number) => Array.from({ length: times }, () => ns);

describe('a metric that folds to the median', () => {
  it('is summed up by median, interval, extremes and spread', () => {
    const values = [100, 104, 98, 101, 99, 103, 97, 102, 100, 101];
    expect(summaryOf('converge_ns', values)).toMatchObject({
      ...{ n: 10, point: 100.5, min: 97, max: 104, outliers: [] },
      spread_ratio: 2.5 / 100.5,
    });
    const { low, high } = summaryOf('converge_ns', values) ?? {};
    expect(low).toBeGreaterThanOrEqual(98);
    expect(low).toBeLessThan(100.5);
    expect(high).toBeGreaterThan(100.5);
    expect(high).toBeLessThanOrEqual(103);
  });

  it('reports an outlier with its repetition and keeps it', () => {
    const summary = summaryOf('converge_ns', [10, 11, 10, 12, 9, 11, 50]);
    expect(summary?.outliers).toEqual([
      { repetition: 6, value: 50, modified_z_score: (0.6745 * (50 - 11)) / 1 },
    ]);
    expect(summary).toMatchObject({ n: 7, max: 50 });
  });

  it('calls none of four repetitions odd, and one of five', () => {
    expect(summaryOf('converge_ns', [10, 11, 10, 50])?.outliers).toEqual([]);
    expect(summaryOf('converge_ns', [10, 11, 10, 9, 50])?.outliers).toHaveLength(1);
  });

  it('has no interval and no spread of one repetition', () => {
    expect(summaryOf('converge_ns', [7])).toEqual({
      ...{ n: 1, point: 7, low: null, high: null, min: 7, max: 7 },
      ...{ spread_ratio: null, outliers: [] },
    });
  });

  it('has no spread at a median of 0', () => {
    expect(summaryOf('model_calls_total', [0, 0, 0])).toMatchObject({
      ...{ point: 0, low: 0, high: 0, spread_ratio: null },
    });
  });

  it('is nothing where it was not measured', () => {
    expect(summaryOf('converge_ns', [])).toBeNull();
  });

  it('has an interval that depends on cell and metric alone', () => {
    // Values far apart, so that other draws give other ends.
    const values = Array.from({ length: 9 }, (_, index) => 1.7 ** index);
    const [one, same] = [summaryOf('converge_ns', values), summaryOf('converge_ns', values)];
    expect(one).toEqual(same);
  });
});

describe('a metric that folds to the largest', () => {
  it('is the worst repetition, without an interval', () => {
    expect(summaryOf('writes_lost', [0, 3, 12, 3])).toMatchObject({
      ...{ n: 4, point: 12, low: null, high: null, min: 0, max: 12 },
    });
  });
});

describe('a percentile', () => {
  it('is that of all latencies together, not the mean of percentiles', () => {
    // Together 99 latencies of 10 and one of 1000: the median of both medians would be 505.
    expect(percentileOf('import_p50_ns', repeat(10, 99), [1_000])).toMatchObject({
      ...{ n: 2, point: 10, min: 10, max: 1_000 },
    });
  });

  it('has an interval over repetitions: one slow repetition among many may be drawn or not', () => {
    const quick = Array.from({ length: 9 }, () => repeat(10, 100));
    const summary = percentileOf('import_p99_ns', ...quick, repeat(1_000, 100));
    expect(summary).toMatchObject({ point: 1_000, low: 10, high: 1_000 });
    expect(summary?.outliers).toMatchObject([{ repetition: 9, value: 1_000 }]);
  });

  it('has no interval of one repetition', () => {
    expect(percentileOf('import_p99_ns', [10, 20, 30])).toMatchObject({
      ...{ n: 1, point: 30, low: null, high: null },
    });
  });

  it('is nothing where nothing was recorded', () => {
    expect(percentileOf('import_p99_ns')).toBeNull();
    expect(percentileOf('import_p99_ns', [], [])).toBeNull();
  });
});
