// In which unit people see a metric: nanoseconds as milliseconds, bytes as KiB, as everywhere in this
// package's tables. Data files keep the units of results.csv.

import type { Metric, Unit } from '../analysis/metric.js';

export interface Display {
  /** After a number or in parentheses; empty for what is counted. */
  readonly unit: string;
  /** The metric's own unit is divided by this. */
  readonly divisor: number;
}

const DISPLAYS: Readonly<Record<Unit, Display>> = {
  ns: { unit: 'ms', divisor: 1e6 },
  bytes: { unit: 'KiB', divisor: 1024 },
  count: { unit: '', divisor: 1 },
  per_second: { unit: '1/s', divisor: 1 },
  ratio: { unit: '', divisor: 1 },
};

const MICROSECONDS: Display = { unit: 'µs', divisor: 1e3 };

export function displayOf({ unit, shown_in }: Pick<Metric, 'unit' | 'shown_in'>): Display {
  return shown_in === 'us' ? MICROSECONDS : DISPLAYS[unit];
}

/** The metric's label with its unit: "merge p99 (ms)". */
export function titleOf(metric: Pick<Metric, 'label' | 'unit' | 'shown_in'>): string {
  const { unit } = displayOf(metric);
  return unit === '' ? metric.label : `${metric.label} (${unit})`;
}

/** With a capital letter: for what begins a line. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
