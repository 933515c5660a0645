// What is read off a cell: the costs and damages that figures, tables, fits, comparisons and exporters all
// name alike. One line adds a metric everywhere.

import type { LatencySummary } from '../../model/latency.js';
import type { Column } from '../record.js';

export type Unit = 'ns' | 'bytes' | 'count' | 'per_second' | 'ratio';

/** The phases whose distribution every record holds. */
export const TIMED_PHASES = ['apply', 'export', 'import', 'read'] as const;
export type TimedPhase = (typeof TIMED_PHASES)[number];

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
}

const cost = { better: 'lower', fold: 'median', fitted: true, floor: null } as const;
const damage = {
  unit: 'count',
  better: 'lower',
  fold: 'largest',
  fitted: false,
  floor: null,
} as const;

/** In the order in which they are offered. */
export const METRICS = [
  {
    ...cost,
    name: 'converge_ns',
    label: 'time to converge',
    unit: 'ns',
    source: column('converge_ns'),
    floor: 1_000_000,
  },
  {
    ...cost,
    name: 'import_p50_ns',
    label: 'merge p50',
    unit: 'ns',
    source: percentile('import', 'p50_ns'),
  },
  {
    ...cost,
    name: 'import_p99_ns',
    label: 'merge p99',
    unit: 'ns',
    source: percentile('import', 'p99_ns'),
  },
  {
    ...cost,
    name: 'apply_p50_ns',
    label: 'write p50',
    unit: 'ns',
    source: percentile('apply', 'p50_ns'),
    fitted: false,
  },
  {
    ...cost,
    name: 'apply_p99_ns',
    label: 'write p99',
    unit: 'ns',
    source: percentile('apply', 'p99_ns'),
    fitted: false,
  },
  {
    ...cost,
    name: 'exchange_ns',
    label: 'exchange time',
    unit: 'ns',
    source: column('exchange_ns'),
    floor: 1_000_000,
  },
  {
    ...cost,
    name: 'write_phase_ns',
    label: 'write phase',
    unit: 'ns',
    source: column('write_phase_ns'),
  },
  {
    ...cost,
    name: 'bytes_exchanged',
    label: 'bytes exchanged',
    unit: 'bytes',
    source: column('bytes_exchanged'),
    floor: 1_024,
  },
  {
    ...cost,
    name: 'bytes_per_write',
    label: 'bytes per write',
    unit: 'bytes',
    source: column('bytes_per_write'),
  },
  {
    ...cost,
    name: 'peak_memory_bytes',
    label: 'peak memory of the threads',
    unit: 'bytes',
    source: sum('peak_heap_bytes', 'peak_external_bytes'),
    floor: 8 * 1024 ** 2,
  },
  {
    ...cost,
    name: 'peak_rss_bytes',
    label: 'peak resident set',
    unit: 'bytes',
    source: column('peak_rss_bytes'),
  },
  {
    ...cost,
    name: 'cpu_ns',
    label: 'CPU time',
    unit: 'ns',
    source: column('cpu_ns'),
    floor: 2_000_000,
  },
  {
    ...cost,
    name: 'writes_per_second',
    label: 'writes per second',
    unit: 'per_second',
    source: column('writes_per_second'),
    better: 'higher',
    fitted: false,
  },
  {
    ...cost,
    name: 'model_calls_total',
    label: 'model calls of all replicas',
    unit: 'count',
    source: column('model_calls_total'),
    floor: 0,
  },
  { ...damage, name: 'writes_lost', label: 'contributions lost', source: column('writes_lost') },
  {
    ...damage,
    name: 'writes_arbitrated',
    label: 'values dropped without a signal',
    source: column('writes_arbitrated'),
  },
  {
    ...damage,
    name: 'escalations',
    label: 'conflicts surfaced',
    source: column('escalations'),
    better: 'neither',
  },
  {
    ...damage,
    name: 'model_calls',
    label: 'model calls of one replica',
    source: column('model_calls'),
  },
  {
    ...damage,
    name: 'escalations_missed',
    label: 'conflicts not surfaced',
    source: column('escalations_missed'),
  },
] as const satisfies readonly Metric[];

export type MetricName = (typeof METRICS)[number]['name'];

/** The metric of that name. */
export function metricOf(name: MetricName): Metric {
  const metric = METRICS.find((candidate) => candidate.name === name);
  if (!metric) throw new Error(`no metric ${name}`);
  return metric;
}

function column(name: Column): Source {
  return { type: 'column', column: name };
}

function sum(...columns: readonly Column[]): Source {
  return { type: 'sum', columns };
}

function percentile(phase: TimedPhase, statistic: Percentile): Source {
  return { type: 'percentile', phase, statistic };
}
