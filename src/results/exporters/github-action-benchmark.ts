// JSON for github-action-benchmark with `tool: customSmallerIsBetter`: a list of named values. Metrics of
// which more is better have no place in it.
// https://github.com/benchmark-action/github-action-benchmark

import type { CellAnalysis, MetricSummary } from '../analysis/analysis.js';
import { METRICS, type Metric } from '../analysis/metric.js';
import { strictJson } from '../strict-json.js';
import { exportedCells, nameOf, type Exporter } from './exporter.js';

export const githubActionBenchmark: Exporter = {
  name: 'github-action-benchmark',
  summary: 'JSON for its tool customSmallerIsBetter',
  toText: (study) => strictJson(exportedCells(study).flatMap(entriesOf)),
};

/** `value` in `unit`; `range` and `extra` are shown beside it as they are. */
interface Entry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly range?: string;
  readonly extra: string;
}

function entriesOf(cell: CellAnalysis): readonly Entry[] {
  return METRICS.filter(({ better }) => better === 'lower').flatMap((metric) => {
    const summary = cell.metrics[metric.name];
    return summary === null ? [] : [entryOf(cell, metric, summary)];
  });
}

function entryOf(cell: CellAnalysis, metric: Metric, summary: MetricSummary): Entry {
  const { low, high, point, n } = summary;
  return {
    name: `${nameOf(cell)} ${metric.name}`,
    unit: metric.unit,
    value: point,
    ...(low === null || high === null ? {} : { range: `${low} to ${high}` }),
    extra: `${cell.standing}, ${metric.fold} of ${n} repetitions`,
  };
}
