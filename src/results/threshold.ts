// Thresholds: `metric:stat<value`, as in `import:p99<5ms` or `writes_lost:max<=0`. A threshold on something
// that was not measured is crossed: a gate that cannot close is none.

import { isMeasurable } from './column-kinds.js';
import { LATENCY_PHASES } from './latency-columns.js';
import { NUMERIC_COLUMNS } from './record.js';
import type { Column, RepetitionRecord } from './record.js';

const OPERATORS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const NS_PER_UNIT: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  min: (values) => values.reduce((least, value) => Math.min(least, value)),
  max: (values) => values.reduce((most, value) => Math.max(most, value)),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
};

export interface Threshold {
  /** As typed. */
  readonly text: string;
  /** The values it is about: one column's, over all repetitions. */
  readonly column: Column;
  readonly statistic: string;
  readonly operator: string;
  readonly bound: number;
}

interface Problem {
  readonly problem: string;
}

/** The threshold, or what is wrong with the text. */
export function parseThreshold(text: string): Threshold | Problem {
  const match = /^([a-z0-9_]+):([a-z0-9_]+)\s*(<=|<|>=|>)\s*(\d+(?:\.\d+)?)(ns|us|ms|s|)$/.exec(
    text.trim(),
  );
  if (!match) return { problem: "write it as 'metric:stat<value', e.g. 'import:p99<5ms'" };
  const [, metric = '', stat = '', operator = '', amount = '', unit = ''] = match;
  const subject = subjectOf(metric, stat);
  if ('problem' in subject) return subject;
  const isTime = subject.column.endsWith('_ns') && !subject.column.endsWith('_count_ns');
  if (isTime !== (unit !== '')) return { problem: unitProblem(subject.column, isTime) };
  return { text, ...subject, operator, bound: Number(amount) * (NS_PER_UNIT[unit] ?? 1) };
}

/** A latency's statistic is a column of its own, of which the worst repetition counts. */
function subjectOf(
  metric: string,
  stat: string,
): Pick<Threshold, 'column' | 'statistic'> | Problem {
  const latency = NUMERIC_COLUMNS.find((column) => column === `${metric}_${stat}_ns`);
  if (latency) return { column: latency, statistic: 'max' };
  const column = NUMERIC_COLUMNS.find((name) => name === metric);
  if (!column) {
    const phases = LATENCY_PHASES.join(', ');
    return { problem: `no metric ${metric}: choose from ${phases} or a number of results.csv` };
  }
  if (Object.hasOwn(STATISTICS, stat)) return { column, statistic: stat };
  const known = Object.keys(STATISTICS).join(', ');
  return { problem: `no statistic ${stat} of ${metric}: choose from ${known}` };
}

function unitProblem(column: Column, isTime: boolean): string {
  return isTime
    ? `${column} is a time: give a unit, one of ${Object.keys(NS_PER_UNIT).join(', ')}`
    : `${column} is no time: give the number alone`;
}

/** Why a threshold is crossed, per cell, or nothing. */
export function crossings(
  threshold: Threshold,
  records: readonly RepetitionRecord[],
): readonly string[] {
  const cells = [...new Set(judged(threshold, records).map(({ cell_id }) => cell_id))];
  return cells.flatMap((cell_id) => {
    const values = records
      .filter((record) => record.cell_id === cell_id)
      .map((record) => record[threshold.column]);
    return crossing(threshold, cell_id, values) ?? [];
  });
}

/** Where a study merges and races, those that can have the column; where none can, all: none of them passes. */
function judged(
  { column }: Threshold,
  records: readonly RepetitionRecord[],
): readonly RepetitionRecord[] {
  const able = records.filter((record) => isMeasurable(column, record));
  return able.length > 0 ? able : records;
}

function crossing(
  { text, column, statistic, operator, bound }: Threshold,
  cell_id: string,
  values: readonly unknown[],
): string | undefined {
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length === 0)
    return `threshold ${text} is crossed by ${cell_id}: ${column} was not measured`;
  const value = STATISTICS[statistic]?.(numbers) ?? NaN;
  if (OPERATORS[operator]?.(value, bound)) return undefined;
  return `threshold ${text} is crossed by ${cell_id}: ${column} is ${Number(value.toPrecision(6))}`;
}
