// What a metric comes to in one repetition.

import type { Column, RepetitionRecord } from '../record.js';
import type { Metric } from './metric.js';

/** The metric's value in one repetition; null where it was not measured, or where only the merged histogram has it. */
export function valueIn(record: RepetitionRecord, { source }: Metric): number | null {
  switch (source.type) {
    case 'column':
      return numberIn(record, source.column);
    case 'sum':
      return source.columns
        .map((name) => numberIn(record, name))
        .reduce((total, value) => (total === null || value === null ? null : total + value), 0);
    case 'percentile':
      return null;
  }
}

function numberIn(record: RepetitionRecord, name: Column): number | null {
  const value = record[name];
  return typeof value === 'number' ? value : null;
}
