// What the difference of one metric comes to. It counts only where it is larger than asked for, surely so,
// large enough to matter at all, and hardly by chance: each of the four alone raises false alarms.

import type { Metric } from '../analysis/metric.js';
import { metricOf } from '../analysis/metric.js';
import { ALPHA } from './family.js';
import type { Measurement } from './measure.js';
import type { MetricVerdict } from './study-comparison.js';

export interface Tolerance {
  /** A difference of up to so much is none. */
  readonly tolerance_percent: number;
  /** See {@link Drift}. */
  readonly allowance_percent: number;
  /** On a busy machine no time is judged, neither as worse nor as the same. */
  readonly machine: 'own' | 'busy';
}

/** `p_holm` is null for what is no gate. */
export function verdictOn(
  measurement: Measurement,
  p_holm: number | null,
  tolerance: Tolerance,
): MetricVerdict {
  if (p_holm === null) return { type: 'not_gated' };
  const metric: Metric = metricOf(measurement.metric);
  if (tolerance.machine === 'busy' && dependsOnSpeed(metric)) {
    return unclear('the machine was busy with something else');
  }
  const harm = harmOf(measurement, metric, tolerance.allowance_percent);
  if (harm === null) return unclear('one repetition is too few for an interval');
  const { tolerance_percent: most } = tolerance;
  if (harm.low >= -most && harm.high <= most) return { type: 'no_change' };
  if (harm.low <= most && harm.high >= -most) return unclear('the interval is too wide to tell');
  const doubt = doubtAbout(measurement, metric, p_holm);
  if (doubt !== null) return unclear(doubt);
  return { type: harm.low > most ? 'regression' : 'improvement' };
}

interface Harm {
  readonly low: number;
  readonly high: number;
}

/** The interval, above 0 where NEW is worse, widened by what the machine itself may have done to a time. */
function harmOf(
  { relative: { low_percent, high_percent } }: Measurement,
  metric: Metric,
  allowance_percent: number,
): Harm | null {
  if (low_percent === null || high_percent === null) return null;
  const allowance = dependsOnSpeed(metric) ? allowance_percent : 0;
  const [low, high] = [low_percent - allowance, high_percent + allowance];
  return metric.better === 'higher' ? { low: -high, high: -low } : { low, high };
}

function dependsOnSpeed({ unit }: Metric): boolean {
  return unit === 'ns' || unit === 'per_second';
}

function doubtAbout({ difference }: Measurement, { floor }: Metric, p_holm: number): string | null {
  if (Math.abs(difference) <= (floor ?? 0)) return 'the difference is too small to matter';
  if (p_holm >= ALPHA) return 'it may be chance';
  return null;
}

function unclear(reason: string): MetricVerdict {
  return { type: 'unclear', reason };
}
