// The scaling table: how each cost grows with the number of agents. Strategies down, agents across, one
// block of rows per metric.

import type { RepetitionRecord } from './record.js';
import { renderTable } from './render-table.js';
import { plain, type Table, type TextOptions } from './table.js';
import {
  decimal,
  distinguishingViews,
  latencyMs,
  peakMemoryKb,
  textView,
  type View,
} from './views.js';

/** What stands in a cell, and how the repetitions of a cell become one number. */
export interface ScalingMetric {
  readonly name: string;
  readonly decimals: number;
  readonly fold: keyof typeof FOLDS;
  /** Null where it was not measured. */
  readonly valueOf: (record: RepetitionRecord) => number | null;
}

/** A typical cost is the median; of losses the worst counts. */
export const SCALING_METRICS = {
  latency_ms: { name: 'latency_ms', decimals: 2, fold: 'median', valueOf: latencyMs },
  peak_mem_kb: { name: 'peak_mem_kb', decimals: 0, fold: 'median', valueOf: peakMemoryKb },
  bytes_per_write: {
    name: 'bytes_per_write',
    decimals: 1,
    fold: 'median',
    valueOf: (record) => record.bytes_per_write,
  },
  writes_lost: {
    name: 'writes_lost',
    decimals: 0,
    fold: 'largest',
    valueOf: (record) => record.writes_lost,
  },
  escalations: {
    name: 'escalations',
    decimals: 0,
    fold: 'largest',
    valueOf: (record) => record.escalations,
  },
} as const satisfies Readonly<Record<string, ScalingMetric>>;

const DEFAULT_METRICS: readonly ScalingMetric[] = [
  SCALING_METRICS.latency_ms,
  SCALING_METRICS.writes_lost,
  SCALING_METRICS.escalations,
];

const FOLDS = { median, largest: (values: readonly number[]) => Math.max(...values) };

/** One row per metric and strategy (and whatever else differs), one column per number of agents. */
export function scalingTable(
  records: readonly RepetitionRecord[],
  metrics: readonly ScalingMetric[] = DEFAULT_METRICS,
): Table {
  const views = [
    ...[textView('workload'), textView('strategy')],
    ...distinguishingViews(records, ['agents', 'repetition']),
  ];
  const sizes = [...new Set(records.map(({ agents }) => agents))].sort((a, b) => a - b);
  const series = [...groupBy(records, (record) => labelsOf(record, views).join('\u0000')).values()];
  return {
    columns: [
      ...views.map(({ column }) => column),
      { heading: 'metric', align: 'left' },
      ...sizes.map(
        (size) => ({ heading: size === 1 ? '1 agent' : `${size} agents`, align: 'right' }) as const,
      ),
    ],
    rows: metrics.flatMap((metric) =>
      series.map((group) =>
        [
          ...labelsOf(group[0], views),
          metricName(metric, records),
          ...sizes.map((size) => folded(metric, group, size)),
        ].map(plain),
      ),
    ),
  };
}

/** The scaling table for a terminal, without a line break at the end. */
export function renderScaling(
  records: readonly RepetitionRecord[],
  options: TextOptions,
  metrics: readonly ScalingMetric[] = DEFAULT_METRICS,
): string {
  return renderTable(scalingTable(records, metrics), options);
}

function labelsOf(record: RepetitionRecord, views: readonly View[]): readonly string[] {
  return views.map((view) => view.cell(record).text);
}

/** Says how repetitions were folded where there were any. */
function metricName({ name, fold }: ScalingMetric, records: readonly RepetitionRecord[]): string {
  return records.some(({ repetition }) => repetition > 0) ? `${name} (${fold})` : name;
}

function folded(
  { valueOf, fold, decimals }: ScalingMetric,
  records: readonly RepetitionRecord[],
  size: number,
): string {
  const values = records
    .filter(({ agents }) => agents === size)
    .map(valueOf)
    .filter((value) => value !== null);
  return decimal(values.length === 0 ? null : FOLDS[fold](values), decimals);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
