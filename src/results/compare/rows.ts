// The tables of a comparison: what changed in speed and size, what changed in correctness, and what was not
// compared. Texts may come from anywhere: whoever shows a table escapes them.

import { metricOf, type Metric } from '../analysis/metric.js';
import { displayOf } from '../figures/display.js';
import type { Cell, Column, Table } from '../table.js';
import { plain } from '../table.js';
import type {
  Difference,
  MetricComparison,
  MetricVerdict,
  PairedCell,
  StudyComparison,
  StudyDifference,
} from './study-comparison.js';

export interface MetricRow extends MetricComparison {
  readonly label: string;
}

/** Every metric of every cell that was compared in speed. */
export function metricRowsOf({ cells }: StudyComparison): readonly MetricRow[] {
  return cells.flatMap(({ label, speed }) =>
    speed.type === 'compared' ? speed.metrics.map((metric) => ({ label, ...metric })) : [],
  );
}

export function metricTable(rows: readonly MetricRow[]): Table {
  return {
    columns: [
      ...[left('cell'), left('metric'), right('BASE'), right('NEW'), right('change')],
      ...[right('95 % interval'), right('p (Holm)'), left('verdict')],
    ],
    rows: rows.map((row) => [
      plain(row.label),
      plain(row.metric),
      plain(amount(row.base.point, row.metric)),
      plain(amount(row.new.point, row.metric)),
      plain(signed(row.relative.percent)),
      plain(interval(row.relative)),
      plain(probability(row.p_holm)),
      verdictCell(row.verdict),
    ]),
  };
}

export function correctnessTable(cells: readonly PairedCell[]): Table {
  return {
    columns: [left('cell'), left('aspect'), right('repetitions'), right('BASE'), right('NEW')],
    rows: cells.flatMap(({ label, correctness }) =>
      correctness.map(({ aspect, repetitions, base, new: next }) => [
        plain(label),
        plain(aspect),
        plain(numbers(repetitions)),
        plain(base),
        { text: next, tone: 'bad' } as const,
      ]),
    ),
  };
}

export function differenceTable(differences: readonly StudyDifference[]): Table {
  return {
    columns: [left('what'), left('BASE'), left('NEW')],
    rows: differences.map(({ what, base, new: next }) => [what, base, next].map(plain)),
  };
}

/** Cells of which nothing is said in speed, and why. */
export function leftOutTable({ cells, only_in_base, only_in_new }: StudyComparison): Table {
  const because = (reason: string) => (label: string) => [plain(label), plain(reason)];
  return {
    columns: [left('cell'), left('not compared because')],
    rows: [
      ...cells.flatMap(({ label, speed }) =>
        speed.type === 'not_compared' ? [because(speed.reason)(label)] : [],
      ),
      ...only_in_base.map(because('only BASE has it')),
      ...only_in_new.map(because('only NEW has it')),
    ],
  };
}

function verdictCell(verdict: MetricVerdict): Cell {
  switch (verdict.type) {
    case 'regression':
      return { text: 'REGRESSION', tone: 'bad' };
    case 'improvement':
      return { text: 'improvement', tone: 'good' };
    case 'no_change':
      return plain('no change');
    case 'unclear':
      return { text: `unclear: ${verdict.reason}`, tone: 'unsure' };
    case 'not_gated':
      return plain('not tested');
  }
}

const SIGNIFICANT_DIGITS = 4;

function amount(value: number, name: MetricRow['metric']): string {
  const metric: Metric = metricOf(name);
  const { unit, divisor } = displayOf(metric);
  const shown = String(Number((value / divisor).toPrecision(SIGNIFICANT_DIGITS)));
  return unit === '' ? shown : `${shown} ${unit}`;
}

function signed(percent: number): string {
  if (!Number.isFinite(percent)) return 'from 0';
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %`;
}

function interval({ low_percent, high_percent }: Difference): string {
  if (low_percent === null || high_percent === null) return '-';
  return `${signed(low_percent)} to ${signed(high_percent)}`;
}

function probability(p: number | null): string {
  if (p === null) return '-';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}

const MOST_NUMBERS = 6;

function numbers(repetitions: readonly number[]): string {
  const first = repetitions.slice(0, MOST_NUMBERS).join(', ');
  const more = repetitions.length - MOST_NUMBERS;
  return more > 0 ? `${first} and ${more} more` : first;
}

function left(heading: string): Column {
  return { heading, align: 'left' };
}

function right(heading: string): Column {
  return { heading, align: 'right' };
}
