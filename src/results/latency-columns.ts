// The latency columns: five phases, eight numbers each. Names are the public contract, so the unit stands
// last even behind a count.

import { z } from 'zod';
import type { LatencySummary } from '../model/latency.js';

export const LATENCY_PHASES = ['apply', 'export', 'import', 'read', 'visibility'] as const;
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

const count = z.int().nonnegative().nullable();
const nanoseconds = z.number().nonnegative().nullable();

function shapeOf<P extends LatencyPhase>(phase: P) {
  return columnsOf(phase, (statistic) => (statistic === 'count' ? count : nanoseconds));
}

/** What the record schema says of these columns, in the order of the contract. */
export const latencyShape = {
  ...shapeOf('apply'),
  ...shapeOf('export'),
  ...shapeOf('import'),
  ...shapeOf('read'),
  ...shapeOf('visibility'),
};

function columnsOf<P extends LatencyPhase, T>(
  phase: P,
  valueOf: (statistic: Statistic) => T,
): Record<ColumnsOf<P>, T> {
  const columns = STATISTICS.map((statistic) => [`${phase}_${statistic}_ns`, valueOf(statistic)]);
  return Object.fromEntries(columns) as Record<ColumnsOf<P>, T>;
}
