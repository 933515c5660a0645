// What a metric is, and what metrics of one kind have in common. The metrics themselves stand in metric.ts.

import type { LatencySummary } from '../../model/latency.js';
import { LATENCY_PHASES, type LatencyPhase } from '../latency-columns.js';
import type { Column } from '../record.js';

export type Unit = 'ns' | 'bytes' | 'count' | 'per_second' | 'ratio';

/** The phases whose distribution a record may hold. */
export const TIMED_PHASES = LATENCY_PHASES;
export type TimedPhase = LatencyPhase;

/** Where a metric's value comes from: one column of each record, or a percentile of the merged histogram. */
export type Source =
  | { readonly type: 'column'; readonly column: Column }
  | { readonly type: 'sum'; readonly columns: readonly Column[] }
  | { readonly type: 'percentile'; readonly phase: TimedPhase; readonly statistic: Percentile };

export type Percentile = Extract<keyof LatencySummary, `p${string}`>;

export interface Metric {
  /** Unit last, as in results.csv. */
  readonly name: string;
  /** For people, without the unit. */
  readonly label: string;
  readonly unit: Unit;
  /** Times that would be all zeroes and decimals in the usual unit; others have none. */
  readonly shown_in?: 'us';
  readonly source: Source;
  readonly better: 'lower' | 'higher' | 'neither';
  /** How repetitions become one number: a typical cost is the median; of damages the worst counts. */
  readonly fold: 'median' | 'largest';
  /** Whether a power law over the number of agents is looked for. */
  readonly fitted: boolean;
  /**
   * The smallest difference, in the metric's unit, that a comparison takes for a regression; null where the
   * metric is no gate. Chosen above what a timer and a scheduler do on their own.
   */
  readonly floor: number | null;
  /** `where_varied`: not offered to look at where it is the same in all cells, as over a plain mesh. */
  readonly shown: 'always' | 'where_varied';
}

export const cost = {
  better: 'lower',
  fold: 'median',
  fitted: true,
  floor: null,
  shown: 'always',
} as const;

export const damage = {
  unit: 'count',
  better: 'lower',
  fold: 'largest',
  fitted: false,
  floor: null,
  shown: 'always',
} as const;

export function column(name: Column): Source {
  return { type: 'column', column: name };
}

export function sum(...columns: readonly Column[]): Source {
  return { type: 'sum', columns };
}

export function percentile(phase: TimedPhase, statistic: Percentile): Source {
  return { type: 'percentile', phase, statistic };
}
