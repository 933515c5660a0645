// How blobs spread, cell by cell, where they do not reach everyone at once: passes against their bound, what
// it took to send them, and how soon others saw a write.

import type { AnalysedStudy, CellAnalysis, MetricSummary } from '../analysis/analysis.js';
import type { MetricName } from '../analysis/metric.js';
import { isWithoutFaults } from '../analysis/twin.js';
import { REDUNDANCY_NOTE } from '../redundancy.js';
import { plain, type Column, type Table } from '../table.js';
import { summaryText } from './number-text.js';

/** What its numbers are, as the end of a sentence. */
export const EXCHANGE_NOTE = `medians over the repetitions, with bootstrap 95 % intervals in brackets; ${REDUNDANCY_NOTE}.`;

/** A row for every cell; none where all of them exchange over a mesh in which everyone waits for everyone. */
export function exchangeTable({ cells }: AnalysedStudy): Table {
  const shown = cells.every(isPlainMesh) ? [] : cells;
  const columns = COLUMNS.filter(({ isShown }) => isShown(shown));
  return {
    columns: columns.map(({ column }) => column),
    rows: shown.map((cell) => columns.map(({ textOf }) => plain(textOf(cell)))),
  };
}

/** What the exchange of a cell is when nothing is asked of it. */
export function isPlainMesh(cell: CellAnalysis): boolean {
  const { factors, shown } = cell;
  const isLockStep = factors.exchange !== 'racing' && shown.rate_per_second === null;
  return factors.topology === 'mesh' && isLockStep && isWithoutFaults(cell);
}

interface ExchangeColumn {
  readonly column: Column;
  readonly isShown: (cells: readonly CellAnalysis[]) => boolean;
  readonly textOf: (cell: CellAnalysis) => string;
}

const COLUMNS: readonly ExchangeColumn[] = [
  name('workload', ({ factors }) => factors.workload),
  name('strategy', ({ factors }) => factors.strategy),
  name('topology', ({ factors }) => factors.topology),
  varied('exchange', ({ factors }) => factors.exchange),
  varied('faults', ({ factors }) => factors.faults),
  varied('threads', ({ factors }) => String(factors.threads)),
  { ...name('agents', ({ factors }) => String(factors.agents)), column: right('agents') },
  name('blobs', ({ shown }) => shown.blob_scope ?? '-'),
  number('passes', 'exchange_rounds'),
  {
    column: right('heal, of at most'),
    isShown: isMeasured('heal_rounds'),
    textOf: healText,
  },
  number('messages', 'messages'),
  number('KiB', 'bytes_exchanged'),
  number('redundancy', 'redundancy'),
  number('visible at one p50 (ms)', 'visibility_p50_ns'),
  number('visible at one p99 (ms)', 'visibility_p99_ns'),
  number('visible at all p99 (ms)', 'visibility_all_p99_ns'),
];

function name(heading: string, textOf: ExchangeColumn['textOf']): ExchangeColumn {
  return { column: { heading, align: 'left' }, isShown: () => true, textOf };
}

function varied(heading: string, textOf: ExchangeColumn['textOf']): ExchangeColumn {
  const isShown = (cells: readonly CellAnalysis[]) => new Set(cells.map(textOf)).size > 1;
  return { column: { heading, align: 'left' }, isShown, textOf };
}

function number(heading: string, metric: MetricName): ExchangeColumn {
  return {
    column: right(heading),
    isShown: isMeasured(metric),
    textOf: ({ metrics }) => textOf(metric, metrics[metric]),
  };
}

function isMeasured(metric: MetricName): ExchangeColumn['isShown'] {
  return (cells) => cells.some(({ metrics }) => metrics[metric] !== null);
}

/** `4 of 7`; the bound is that of the repetition the cell is shown by. */
function healText({ metrics, shown }: CellAnalysis): string {
  const passes = textOf('heal_rounds', metrics.heal_rounds);
  return shown.rounds_bound === null ? passes : `${passes} of ${shown.rounds_bound}`;
}

/** Counts are often the same in all repetitions: then there is no interval to show. */
function textOf(metric: MetricName, summary: MetricSummary | null): string {
  const exact = summary !== null && summary.low === summary.high;
  return summaryText(metric, exact ? { ...summary, low: null, high: null } : summary, 'bounds');
}

function right(heading: string): Column {
  return { heading, align: 'right' };
}
