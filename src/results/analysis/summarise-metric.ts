// One metric of one cell over its repetitions. Percentiles are those of all its latencies together, and
// what is resampled are repetitions: their latencies are not independent of each other.

import { MergedPercentiles } from '../../metrics/merged-percentiles.js';
import type { SparseHistogram } from '../../metrics/sparse-histogram.js';
import { bootstrapInterval, bootstrapWeighted } from '../../metrics/statistics/bootstrap.js';
import { interquartileRange, median, medianSorted } from '../../metrics/statistics/descriptive.js';
import { modifiedZScores, OUTLIER_SCORE } from '../../metrics/statistics/outliers.js';
import type { LatencySummary } from '../../model/latency.js';
import { deriveSeed } from '../../model/random.js';
import type { MetricSummary, Outlier } from './analysis.js';
import type { Metric, Percentile } from './metric.js';

/** A metric's value in one repetition, in the metric's unit. */
export interface Measured {
  readonly repetition: number;
  readonly value: number;
}

/** The histogram of one phase of one repetition, with at least one latency in it. */
export interface Recorded {
  readonly repetition: number;
  readonly histogram: SparseHistogram;
}

/** From seed to seed the ends of an interval then move by typically 1 % of it, of twenty values. */
const RESAMPLES = 2_000;

const NO_INTERVAL = { low: null, high: null } as const;

/** A metric that every record has as one number; null where none has it. */
export function summariseValues(
  cell_id: string,
  metric: Metric,
  measured: readonly Measured[],
): MetricSummary | null {
  if (measured.length === 0) return null;
  const values = measured.map(({ value }) => value);
  switch (metric.fold) {
    case 'largest':
      return { ...describe(measured), point: Math.max(...values), ...NO_INTERVAL };
    case 'median': {
      const options = { seed: seedOf(cell_id, metric), resamples: RESAMPLES };
      const interval =
        values.length < 2 ? NO_INTERVAL : bootstrapInterval(values, medianSorted, options);
      return { ...describe(measured), point: median(values), ...interval };
    }
  }
}

/**
 * A percentile of the merged histogram, whose summary is given; extremes, spread and outliers are those of
 * the percentiles of single repetitions. Null where nothing was recorded.
 */
export function summarisePercentile(
  cell_id: string,
  metric: Metric,
  statistic: Percentile,
  { recorded, summary }: { recorded: readonly Recorded[]; summary: LatencySummary },
): MetricSummary | null {
  const point = summary[statistic];
  if (point === null) return null;
  const percent = PERCENTS[statistic];
  const measured = recorded.flatMap(({ repetition, histogram }): Measured[] => {
    const value = new MergedPercentiles([histogram]).at(percent, [1]);
    return value === null ? [] : [{ repetition, value }];
  });
  return {
    ...describe(measured),
    point,
    ...percentileInterval(cell_id, metric, percent, recorded),
  };
}

const PERCENTS: Readonly<Record<Percentile, number>> = {
  p50_ns: 50,
  p90_ns: 90,
  p99_ns: 99,
  p99_9_ns: 99.9,
};

function percentileInterval(
  cell_id: string,
  metric: Metric,
  percent: number,
  recorded: readonly Recorded[],
): Pick<MetricSummary, 'low' | 'high'> {
  if (recorded.length < 2) return NO_INTERVAL;
  const merged = new MergedPercentiles(recorded.map(({ histogram }) => histogram));
  return bootstrapWeighted(recorded.length, (times) => merged.at(percent, times) ?? Number.NaN, {
    seed: seedOf(cell_id, metric),
    resamples: RESAMPLES,
  });
}

/** Of the cell and the metric alone, so that no interval depends on what else a study holds. */
function seedOf(cell_id: string, { name }: Metric): number {
  return deriveSeed(0, 'bootstrap', cell_id, name);
}

function describe(
  measured: readonly Measured[],
): Pick<MetricSummary, 'n' | 'min' | 'max' | 'spread_ratio' | 'outliers'> {
  const values = measured.map(({ value }) => value);
  return {
    n: values.length,
    min: Math.min(...values),
    max: Math.max(...values),
    spread_ratio: spreadRatio(values),
    outliers: outliersAmong(measured),
  };
}

function spreadRatio(values: readonly number[]): number | null {
  const middle = median(values);
  return values.length < 2 || middle === 0 ? null : interquartileRange(values) / middle;
}

/** Of fewer values the deviation is chance: of three, two that lie close together make the third an outlier. */
const FEWEST_FOR_OUTLIERS = 5;

function outliersAmong(measured: readonly Measured[]): readonly Outlier[] {
  if (measured.length < FEWEST_FOR_OUTLIERS) return [];
  const scores = modifiedZScores(measured.map(({ value }) => value));
  return measured.flatMap(({ repetition, value }, index) => {
    const score = scores[index] ?? 0;
    const isOutlier = Math.abs(score) > OUTLIER_SCORE;
    return isOutlier ? [{ repetition, value, modified_z_score: score }] : [];
  });
}
