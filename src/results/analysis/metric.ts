// What is read off a cell: the costs and damages that figures, tables, fits, comparisons and exporters all
// name alike. One line adds a metric everywhere.

import { EXCHANGE_COSTS, EXCHANGE_COUNTS } from './exchange-metrics.js';
import { SESSION_COSTS, SESSION_COUNTS } from './session-metrics.js';
import { column, cost, damage, percentile, sum, type Metric } from './metric-kind.js';

export { TIMED_PHASES } from './metric-kind.js';
export type { Metric, Percentile, Source, TimedPhase, Unit } from './metric-kind.js';

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
  ...EXCHANGE_COSTS,
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
  ...EXCHANGE_COUNTS,
  ...SESSION_COSTS,
  ...SESSION_COUNTS,
] as const satisfies readonly Metric[];

export type MetricName = (typeof METRICS)[number]['name'];

/** The metric of that name. */
export function metricOf(name: MetricName): Metric {
  const metric = METRICS.find((candidate) => candidate.name === name);
  if (!metric) throw new Error(`no metric ${name}`);
  return metric;
}
