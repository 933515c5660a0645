// What to call a curve where its workload is chosen elsewhere: the strategy, and whatever else tells it from
// the others.

import { printable } from '../../model/quote.js';
import type { Series } from '../analysis/analysis.js';

const DETAILS = [
  { key: 'topology', prefix: '' },
  { key: 'exchange', prefix: '' },
  { key: 'threads', prefix: 'threads ' },
  { key: 'faults', prefix: 'faults ' },
] as const;

/** One label per curve, in their order; unlike each other within a workload, and alike across workloads. */
export function curveLabels(series: readonly Series[]): readonly string[] {
  const varying = DETAILS.filter(({ key }) => new Set(series.map((curve) => curve[key])).size > 1);
  const seen = new Map<string, number>();
  return series.map((curve) => {
    const details = varying.map(({ key, prefix }) => `${prefix}${curve[key]}`);
    const label = printable([curve.strategy, ...details].join(', '));
    const id = `${curve.workload}\u0000${label}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}
