// The latency columns: seven phases of merging and four of session stores, eight numbers each. Names are the public contract, so the unit stands
// last even behind a count. What the record's schema says of them stands in latency-shape.ts, so that who
// only fills them in does not load zod.

import type { LatencySummary } from '../model/latency.js';

export const LATENCY_PHASES = [
  'apply',
  'response',
  'export',
  'import',
  'read',
  'visibility',
  'visibility_all',
  'claim',
  'commit',
  'ingress',
  'reclaim',
] as const;
export type LatencyPhase = (typeof LATENCY_PHASES)[number];

const STATISTICS = ['count', 'mean', 'min', 'p50', 'p90', 'p99', 'p99_9', 'max'] as const;
type Statistic = (typeof STATISTICS)[number];

type ColumnsOf<P extends LatencyPhase> = `${P}_${Statistic}_ns`;

/** The columns of one phase; null where it was not measured. */
export type LatencyColumns<P extends LatencyPhase = LatencyPhase> = Readonly<
  Record<ColumnsOf<P>, number | null>
>;

/** The columns of one phase from its summary; all null where the phase was not measured at all. */
export function latencyColumns<P extends LatencyPhase>(
  phase: P,
  summary: LatencySummary | null,
): LatencyColumns<P> {
  return columnsOf(phase, (statistic) => {
    if (summary === null) return null;
    return statistic === 'count' ? summary.count : summary[`${statistic}_ns`];
  });
}

/** One value per column of a phase, in the order of the contract. */
export function columnsOf<P extends LatencyPhase, T>(
  phase: P,
  valueOf: (statistic: Statistic) => T,
): Record<ColumnsOf<P>, T> {
  const columns = STATISTICS.map((statistic) => [`${phase}_${statistic}_ns`, valueOf(statistic)]);
  return Object.fromEntries(columns) as Record<ColumnsOf<P>, T>;
}
