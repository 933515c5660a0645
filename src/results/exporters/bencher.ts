// Bencher Metric Format: benchmark, measure, value with bounds. Bounds that are not known are left out.
// https://bencher.dev/docs/reference/bencher-metric-format

import type { CellAnalysis, MetricSummary } from '../analysis/analysis.js';
import { METRICS } from '../analysis/metric.js';
import { strictJson } from '../strict-json.js';
import { exportedCells, nameOf, type Exporter } from './exporter.js';

export const bencher: Exporter = {
  name: 'bencher',
  summary: 'Bencher Metric Format (JSON)',
  toText: (study) =>
    strictJson(
      Object.fromEntries(exportedCells(study).map((cell) => [nameOf(cell), measuresOf(cell)])),
    ),
};

interface Measure {
  readonly value: number;
  readonly lower_value?: number;
  readonly upper_value?: number;
}

function measuresOf({ metrics }: CellAnalysis): Readonly<Record<string, Measure>> {
  const measured = METRICS.flatMap(({ name }) => {
    const summary = metrics[name];
    return summary === null ? [] : [[name, measureOf(summary)] as const];
  });
  return Object.fromEntries(measured);
}

function measureOf({ point, low, high }: MetricSummary): Measure {
  if (low === null || high === null) return { value: point };
  return { value: point, lower_value: low, upper_value: high };
}
