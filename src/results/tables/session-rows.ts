// Races for sessions, cell by cell: what held, what calls of the store cost, and how often agents stood in
// each other's way.

import type { AnalysedStudy, CellAnalysis } from '../analysis/analysis.js';
import type { MetricName } from '../analysis/metric.js';
import { plain, VERDICT_TONES, type Cell, type Column, type Table } from '../table.js';
import { summaryText, type IntervalStyle } from './number-text.js';

/** What its numbers are, as the end of a sentence. */
export const SESSIONS_NOTE =
  'worst verdicts; medians over the repetitions, percentiles of merged histograms, with bootstrap 95 % intervals in brackets.';

/** A row for every race; none where there are none. */
export function sessionTable(
  { sessions: { cells } }: AnalysedStudy,
  style: IntervalStyle = 'bounds',
): Table {
  const columns = COLUMNS.filter(({ isShown }) => isShown(cells));
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

const COLUMNS: readonly RaceColumn[] = [
  text('store', 'left', ({ factors }) => factors.strategy),
  text('agents', 'right', ({ factors }) => String(factors.agents)),
  text('threads', 'right', ({ factors }) => String(factors.threads)),
  text('sessions', 'right', ({ shown }) => String(shown.sessions ?? '-')),
  text('turns each', 'right', ({ shown }) => String(shown.turns_per_agent ?? '-')),
  {
    column: { heading: 'verdict', align: 'left' },
    isShown: () => true,
    cellOf: ({ verdict }) => ({ text: verdict, tone: VERDICT_TONES[verdict] }),
  },
  number('turns/s', 'turns_per_second'),
  number('claim p50 (ms)', 'claim_p50_ns'),
  number('claim p99 (ms)', 'claim_p99_ns'),
  number('commit p50 (ms)', 'commit_p50_ns'),
  number('commit p99 (ms)', 'commit_p99_ns'),
  number('ingress p99 (ms)', 'ingress_p99_ns'),
  number('reclaim p99 (ms)', 'reclaim_p99_ns'),
  number('contended', 'contended_attempts'),
  number('rejected', 'rejections'),
  number('reclaimed', 'leases_reclaimed'),
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
function number(heading: string, metric: MetricName): RaceColumn {
  return {
    column: { heading, align: 'right' },
    isShown: (cells) => cells.some(({ metrics }) => metrics[metric] !== null),
    cellOf: ({ metrics }, style) => plain(summaryText(metric, metrics[metric], style)),
  };
}
