// Metrics against the number of agents as a table: series and metrics down, agents across.

import type { AnalysedStudy, Series } from '../analysis/analysis.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { titleOf } from '../figures/display.js';
import { plain, type Column, type Table } from '../table.js';
import { summaryText, type IntervalStyle } from './number-text.js';

/** What most readers look for; everything is in results.csv. */
export const SCALING_METRICS = [
  'converge_ns',
  'import_p50_ns',
  'import_p99_ns',
  'bytes_exchanged',
  'peak_memory_bytes',
  'writes_lost',
  'escalations',
] as const satisfies readonly MetricName[];

/** All metrics in one table, each named in a column; those measured nowhere are left out. */
export function scalingRows(study: AnalysedStudy, metrics: readonly MetricName[]): Table {
  const sizes = sizesOf(study);
  const rows = measured(study, metrics).flatMap((name) =>
    rowsOf(study, name, sizes, 'bounds').map(([workload, series, ...values]) =>
      [workload ?? '', series ?? '', titleOf(metricOf(name)), ...values].map(plain),
    ),
  );
  const columns = [...NAMES, { heading: 'metric', align: 'left' } as const, ...sizes.map(column)];
  return { columns, rows };
}

/** One metric, for a terminal: intervals as a share of the median. */
export function metricRows(study: AnalysedStudy, name: MetricName): Table {
  const sizes = sizesOf(study);
  return {
    columns: [...NAMES, ...sizes.map((size) => ({ ...column(size), heading: String(size) }))],
    rows: rowsOf(study, name, sizes, 'percent').map((row) => row.map(plain)),
  };
}

/** The metrics that at least one cell has. */
export function measured(
  { cells }: AnalysedStudy,
  metrics: readonly MetricName[],
): readonly MetricName[] {
  return metrics.filter((name) => cells.some((cell) => cell.metrics[name] !== null));
}

const NAMES: readonly Column[] = [
  { heading: 'workload', align: 'left' },
  { heading: 'strategy', align: 'left' },
];

/** The numbers of agents of the study, ascending. */
export function sizesOf({ cells }: AnalysedStudy): readonly number[] {
  return [...new Set(cells.map(({ factors }) => factors.agents))].sort((a, b) => a - b);
}

function column(size: number): Column {
  return { heading: size === 1 ? '1 agent' : `${size} agents`, align: 'right' };
}

function rowsOf(
  study: AnalysedStudy,
  name: MetricName,
  sizes: readonly number[],
  style: IntervalStyle,
): readonly (readonly string[])[] {
  return study.series.map((series) => [
    series.workload,
    series.label,
    ...sizes.map((size) => textAt(series, name, size, style)),
  ]);
}

/** A value that is not to be compared, because its cell did not pass, is marked. */
function textAt({ cells }: Series, name: MetricName, size: number, style: IntervalStyle): string {
  const cell = cells.find(({ factors }) => factors.agents === size);
  return summaryText(name, cell?.metrics[name], style) + (cell ? MARKS[cell.standing] : '');
}

const MARKS = { valid: '', baseline: '', invalid: ' (FAIL)', undecided: ' (UNKNOWN)' } as const;
