// Races for sessions, cell by cell: what held, what calls of the store cost, and how often agents stood in
// each other's way.

import type { AnalysedStudy, CellAnalysis } from '../analysis/analysis.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { titleOf } from '../figures/display.js';
import { plain, VERDICT_TONES, type Cell, type Column, type Table } from '../table.js';
import { summaryText, type IntervalStyle } from './number-text.js';

/** What its numbers are, as the end of a sentence. */
export const SESSIONS_NOTE =
  'worst verdicts; medians over the repetitions, percentiles of merged histograms, with bootstrap 95 % intervals in brackets.';

/** What stands in the table of a race beside its name and its verdict, and how intervals are written. */
export interface RaceTableShape {
  readonly style: IntervalStyle;
  readonly metrics: readonly MetricName[];
}

/** For files and pages. */
export const ALL_RACE_METRICS = [
  ...(['turns_per_second', 'claim_p50_ns', 'claim_p99_ns', 'commit_p50_ns'] as const),
  ...(['commit_p99_ns', 'ingress_p99_ns', 'reclaim_p99_ns'] as const),
  ...(['contended_attempts', 'rejections', 'leases_reclaimed'] as const),
];

/** For a terminal, which is narrow. */
export const FEW_RACE_METRICS = [
  ...(['turns_per_second', 'claim_p50_ns', 'commit_p50_ns', 'commit_p99_ns'] as const),
  'contended_attempts' as const,
];

/** A row for every race; none where there are none. */
export function sessionTable(
  { sessions: { cells } }: AnalysedStudy,
  { style, metrics }: RaceTableShape = { style: 'bounds', metrics: ALL_RACE_METRICS },
): Table {
  const columns = [...NAMES, ...metrics.map(number)].filter(({ isShown }) => isShown(cells));
  return {
    columns: columns.map(({ column }) => column),
    rows: cells.map((cell) => columns.map(({ cellOf }) => cellOf(cell, style))),
  };
}

interface RaceColumn {
  readonly column: Column;
  readonly isShown: (cells: readonly CellAnalysis[]) => boolean;
  readonly cellOf: (cell: CellAnalysis, style: IntervalStyle) => Cell;
}

const NAMES: readonly RaceColumn[] = [
  text('store', 'left', ({ factors }) => factors.strategy.replace(/^sessions_/, '')),
  text('agents', 'right', ({ factors }) => String(factors.agents)),
  text('threads', 'right', ({ factors }) => String(factors.threads)),
  text('sessions', 'right', ({ shown }) => String(shown.sessions ?? '-')),
  text('turns each', 'right', ({ shown }) => String(shown.turns_per_agent ?? '-')),
  {
    column: { heading: 'verdict', align: 'left' },
    isShown: () => true,
    cellOf: ({ verdict }) => ({ text: verdict, tone: VERDICT_TONES[verdict] }),
  },
];

function text(
  heading: string,
  align: Column['align'],
  textOf: (cell: CellAnalysis) => string,
): RaceColumn {
  const column = { heading, align };
  return { column, isShown: () => true, cellOf: (cell) => plain(textOf(cell)) };
}

/** Left out where no race has it: a simulation has no times. */
function number(metric: MetricName): RaceColumn {
  const heading = titleOf(metricOf(metric));
  return {
    column: { heading, align: 'right' },
    isShown: (cells) => cells.some(({ metrics }) => metrics[metric] !== null),
    cellOf: ({ metrics }, style) => plain(summaryText(metric, metrics[metric], style)),
  };
}
