// Numbers in tables: three digits, in the unit that stands in the heading.

import type { MetricSummary } from '../analysis/analysis.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { displayOf } from '../figures/display.js';
import { figure } from '../quantity.js';

/** How a point and its interval are written: `1.23 [1.20, 1.31]`, or shorter, `1.23 ±6%`. */
export type IntervalStyle = 'bounds' | 'percent';

/** A metric of a cell in its display unit, with its interval where it has one; a dash for what has none. */
export function summaryText(
  name: MetricName,
  summary: MetricSummary | null | undefined,
  style: IntervalStyle,
): string {
  if (!summary) return '-';
  const metric = metricOf(name);
  const { divisor } = displayOf(metric);
  const shown = (value: number) => figure(value, metric.unit, { per_unit: divisor });
  const { point, low, high } = summary;
  const text = shown(point);
  if (low === null || high === null) return text;
  if (style === 'bounds') {
    return `${text} [${shown(low)}, ${shown(high)}]`;
  }
  return point === 0
    ? text
    : `${text} ±${percentText(Math.max(point - low, high - point) / point)}`;
}

/** An exponent with its interval, in the same two styles. */
export function exponentText(
  { b, b_low, b_high }: { readonly b: number; readonly b_low: number; readonly b_high: number },
  style: IntervalStyle,
): string {
  return style === 'bounds'
    ? `${hundredths(b)} [${hundredths(b_low)}, ${hundredths(b_high)}]`
    : `n^${hundredths(b)} ±${Math.max(b - b_low, b_high - b).toFixed(2)}`;
}

/** Without the sign of a zero. */
function hundredths(value: number): string {
  return value.toFixed(2).replace(/^-(?=0\.00$)/, '');
}

/** A share in percent, never rounded down to nothing. */
function percentText(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? '<1%' : `${percent.toFixed(0)}%`;
}
