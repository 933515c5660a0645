// One cell of BASE beside the same cell of NEW, metric by metric: points, difference, interval and p. Whether
// a difference counts is for others to say.

import { relativeDifference } from '../../metrics/statistics/bootstrap.js';
import { mannWhitney } from '../../metrics/statistics/mann-whitney.js';
import { deriveSeed } from '../../model/random.js';
import type { CellAnalysis } from '../analysis/analysis.js';
import type { Metric, MetricName } from '../analysis/metric.js';
import { METRICS, metricOf } from '../analysis/metric.js';
import { valueIn } from '../analysis/metric-value.js';
import type { RepetitionRecord } from '../record.js';
import { labelOf } from './pairing.js';
import type { Difference, Measured, MetricComparison } from './study-comparison.js';

/** Draws for an interval; its ends vary by about 1 % of it. */
const RESAMPLES = 2_000;

export type Measurement = Omit<MetricComparison, 'p_holm' | 'verdict'>;

/** One side of a pair: the cell and its records. */
export interface CellSide {
  readonly cell: CellAnalysis;
  readonly records: readonly RepetitionRecord[];
}

export interface CellMeasurements {
  readonly measurements: readonly Measurement[];
  /** Gates that only one of the two measured. */
  readonly unmeasured: readonly MetricName[];
}

/** Every metric that both measured, in the order of METRICS. */
export function measureCell(base: CellSide, next: CellSide): CellMeasurements {
  const names = METRICS.map(({ name }) => name);
  const one = names.filter((name) => isMeasured(base, name) !== isMeasured(next, name));
  return {
    measurements: names.flatMap((name) => measureMetric(name, base, next) ?? []),
    unmeasured: one.filter(isGate),
  };
}

/** Whether a difference of this metric can be a regression. */
export function isGate(name: MetricName): boolean {
  const { floor, better } = metricOf(name);
  return floor !== null && better !== 'neither';
}

function isMeasured({ cell }: CellSide, name: MetricName): boolean {
  return cell.metrics[name] !== null;
}

function measureMetric(name: MetricName, base: CellSide, next: CellSide): Measurement | undefined {
  const [before, after] = [measuredIn(base, name), measuredIn(next, name)];
  if (!before || !after) return undefined;
  const points = { metric: name, base: before, new: after, difference: after.point - before.point };
  const [values, others] = [valuesOf(base, name), valuesOf(next, name)];
  if (values.length < 2 || others.length < 2) {
    return { ...points, relative: betweenPoints(before, after), p: null };
  }
  const seed = deriveSeed(0, 'compare', labelOf(base.cell), name);
  const relative = between(values, others, seed);
  return { ...points, relative, p: mannWhitney(values, others).p };
}

function measuredIn({ cell }: CellSide, name: MetricName): Measured | undefined {
  const summary = cell.metrics[name];
  return summary === null ? undefined : { n: summary.n, point: summary.point };
}

/** Of each repetition; none for a percentile of the merged histogram or where the worst counts. */
function valuesOf({ records }: CellSide, name: MetricName): readonly number[] {
  const metric: Metric = metricOf(name);
  if (metric.fold !== 'median') return [];
  return records.map((record) => valueIn(record, metric)).filter((value) => value !== null);
}

function between(base: readonly number[], next: readonly number[], seed: number): Difference {
  const { percent, low, high } = relativeDifference(base, next, { seed, resamples: RESAMPLES });
  return { percent, low_percent: low, high_percent: high };
}

function betweenPoints({ point: base }: Measured, { point: next }: Measured): Difference {
  const percent = base === next ? 0 : ((next - base) / Math.abs(base)) * 100;
  return { percent, low_percent: null, high_percent: null };
}
