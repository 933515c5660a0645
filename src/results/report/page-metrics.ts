// The numbers of the scaling figure: every metric of every cell, its axes and its laws.

import { printable } from '../../model/quote.js';
import type { AnalysedStudy, ScalingFit, Series } from '../analysis/analysis.js';
import { fitFor } from '../analysis/fits.js';
import { METRICS, type Metric } from '../analysis/metric.js';
import { displayOf, titleOf } from '../figures/display.js';
import { scalingRows } from '../figures/rows.js';
import { quantity, quantityRange, whole } from '../quantity.js';
import { placeOf, type Names } from './names.js';
import type { Law, PageAxis, PageLaw, PageMetric, PagePoint, TextRow } from './page-data.js';
import { valueAxis } from './value-axis.js';

/** Those that were measured anywhere and say something, in the order in which they are offered. */
export function pageMetrics(study: AnalysedStudy, names: Names): readonly PageMetric[] {
  return METRICS.filter((metric) => saysSomething(study, metric))
    .map((metric) => pageMetric(study, names, metric))
    .filter(({ points }) => points.length > 0);
}

function saysSomething({ cells }: AnalysedStudy, { name, shown }: MetricEntry): boolean {
  if (shown === 'always') return true;
  const summaries = cells.flatMap(({ metrics }) => metrics[name] ?? []);
  return new Set(summaries.flatMap(({ min, max }) => [min, max])).size > 1;
}

function pageMetric(study: AnalysedStudy, names: Names, metric: MetricEntry): PageMetric {
  const title = titleOf(metric);
  const points = pagePoints(study, names, metric);
  return {
    name: metric.name,
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
    caption: CAPTIONS[metric.source.type === 'percentile' ? 'percentile' : metric.fold],
    axes: names.workloads.map((_, workload) => axisOf(study, names, points, workload)),
    points,
    laws: metric.fitted ? pageLaws(study, names, metric) : [],
  };
}

/** Of all cells of the workload, so that only its own values decide. */
function axisOf(
  { series }: AnalysedStudy,
  names: Names,
  points: readonly PagePoint[],
  workload: number,
): PageAxis {
  const places = new Set(
    series
      .filter((curve) => placeOf(curve, names).workload === workload)
      .flatMap(({ cells }) => cells.map(({ cell_id }) => names.places.get(cell_id) ?? -1)),
  );
  return valueAxis(
    points
      .filter(([place]) => places.has(place))
      .flatMap(([, , value, low, high]) => [value, low ?? value, high ?? value]),
  );
}

type MetricEntry = (typeof METRICS)[number];

const CAPTIONS: Readonly<Record<Metric['fold'] | 'percentile', string>> = {
  median: 'Marks are medians over the repetitions, bars their bootstrap 95 % intervals.',
  largest: 'Marks are the largest over the repetitions: of damages the worst counts.',
  percentile:
    'Marks are percentiles of all repetitions’ latencies together, bars their bootstrap 95 % intervals.',
};

function pagePoints(
  study: AnalysedStudy,
  { places }: Names,
  { name, unit }: MetricEntry,
): readonly PagePoint[] {
  const { divisor } = displayOf({ unit });
  return scalingRows(study, name).map(({ cell_id, n, value, low, high }) => [
    places.get(cell_id) ?? -1,
    ...([n, value, low, high] as const),
    quantity(value * divisor, unit),
    low === null || high === null ? '' : quantityRange(low * divisor, high * divisor, unit),
  ]);
}

function pageLaws(study: AnalysedStudy, names: Names, metric: MetricEntry): readonly PageLaw[] {
  return study.series.flatMap((curve) => {
    const fit = fitFor(study.fits, curve, metric.name);
    return fit ? [{ ...placeOf(curve, names), ...lawOf(fit, curve, metric) }] : [];
  });
}

function lawOf(
  fit: ScalingFit,
  { cells }: Series,
  metric: MetricEntry,
): { law: Law | null; texts: TextRow } {
  if (fit.type === 'refused') return { law: null, texts: [printable(fit.reason)] };
  const { a, b, b_low, b_high, r_squared, n } = fit;
  const sizes = cells
    .filter(({ metrics }) => metrics[metric.name] !== null)
    .map(({ factors }) => factors.agents);
  return {
    law: {
      ...{ a: a / displayOf(metric).divisor, b },
      ...{ from: Math.min(...sizes), to: Math.max(...sizes) },
    },
    texts: [
      b.toFixed(2),
      `${b_low.toFixed(2)} to ${b_high.toFixed(2)}`,
      r_squared.toFixed(3),
      whole(n),
    ],
  };
}
