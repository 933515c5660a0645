// Fitted power laws as tables: how fast each cost grows with the number of agents, or why no exponent is
// given. A refusal is a result: an exponent that is wrong looks as precise as one that is right.

import type { AnalysedStudy, ScalingFit, Series } from '../analysis/analysis.js';
import { fitFor } from '../analysis/fits.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { plain, type Table } from '../table.js';
import { exponentText } from './number-text.js';

/** A row for each of the fits. */
export function fitTable(fits: readonly ScalingFit[]): Table {
  return {
    columns: [
      { heading: 'workload', align: 'left' },
      { heading: 'strategy', align: 'left' },
      { heading: 'cost', align: 'left' },
      { heading: 'exponent [95 %]', align: 'right' },
      { heading: 'R²', align: 'right' },
      { heading: 'sizes', align: 'right' },
      { heading: 'why none', align: 'left' },
    ],
    rows: fits.map((fit) =>
      [fit.workload, fit.label, metricOf(fit.metric).label, ...conclusionOf(fit)].map(plain),
    ),
  };
}

/** A row per series, a column per metric, for a terminal: the exponent, or that there is none. */
export function exponentTable(study: AnalysedStudy, metrics: readonly MetricName[]): Table {
  return {
    columns: [
      { heading: 'workload', align: 'left' },
      { heading: 'strategy', align: 'left' },
      ...metrics.map((name) => ({ heading: metricOf(name).label, align: 'right' }) as const),
    ],
    rows: study.series.map((series) =>
      [
        series.workload,
        series.label,
        ...metrics.map((name) => exponentIn(study, series, name)),
      ].map(plain),
    ),
  };
}

function conclusionOf(fit: ScalingFit): readonly string[] {
  return fit.type === 'refused'
    ? ['-', '-', '-', fit.reason]
    : [exponentText(fit, 'bounds'), fit.r_squared.toFixed(3), String(fit.n), ''];
}

function exponentIn({ fits }: AnalysedStudy, series: Series, name: MetricName): string {
  const fit = fitFor(fits, series, name);
  return fit?.type === 'fitted' ? exponentText(fit, 'percent') : 'none';
}
