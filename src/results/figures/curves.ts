// Curves over the number of agents, one panel per workload: a metric of every cell with its 95 % interval,
// and the power law where one was fitted. What did not pass is hollow.

import type { AnalysedStudy } from '../analysis/analysis.js';
import { metricOf, type Metric, type MetricName } from '../analysis/metric.js';
import { costAxis, countAxis, type Axis } from './axes.js';
import { panelOf } from './curve-panel.js';
import { capitalised, titleOf } from './display.js';
import { exponentRows } from './exponents.js';
import { byWorkload, figureOf, type Heading } from './facets.js';
import type { Figure, FigureSpec } from './figure.js';
import { fitRows, scalingRows, type FitRow, type ScalingRow } from './rows.js';
import { looksOf, type SeriesLook } from './theme.js';

/** The figure of one metric against the number of agents. */
export function curvesOf(name: MetricName, file: string): Figure {
  return { name: file, specOf: (study) => curves(study, name) };
}

function curves(study: AnalysedStudy, name: MetricName): FigureSpec | null {
  const metric = metricOf(name);
  const rows = scalingRows(study, name).filter(({ agents }) => agents > 0);
  if (rows.length === 0) return null;
  const looks = looksOf(study).filter(({ series }) => rows.some((row) => row.series === series));
  const y = valueAxis(metric, rows);
  const fits = y.type === 'log' ? fitRows(study, name) : [];
  const exponents_px = fits.length > 0 ? EXPONENT_PX : 0;
  const workloads = [...new Set(rows.map(({ workload }) => workload))];
  return figureOf(
    headingOf(metric, y, rows, fits),
    allRows(rows, fits, looks, y, metric),
    byWorkload(
      workloads,
      panelOf({ title: titleOf(metric), rows, looks, values: y, exponents_px }),
    ),
  );
}

/** Of `n^1.23` in small print. */
const EXPONENT_PX = 40;

/** Damages start at 0, where most of them should be; costs are logarithmic, so that a power law is a line. */
function valueAxis({ fold }: Metric, rows: readonly ScalingRow[]): Axis {
  const values = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  return fold === 'largest' ? countAxis(values) : costAxis(values);
}

function headingOf(
  metric: Metric,
  y: Axis,
  rows: readonly ScalingRow[],
  fits: readonly FitRow[],
): Heading {
  const subtitle = [
    metric.fold === 'largest' ? 'the largest of all repetitions' : pointText(metric),
    ...(rows.some(({ low }) => low !== null) ? ['bars: 95 % intervals'] : []),
    ...(fits.length > 0 ? ['dashed: fitted power law with its exponent'] : []),
    ...(y.type === 'symlog' ? ['axis logarithmic above 1, linear below'] : []),
  ];
  const values = rows.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = `from ${Number(low.toPrecision(3))} to ${Number(high.toPrecision(3))}`;
  return {
    title: `${capitalised(metric.label)} against the number of agents`,
    subtitle: [subtitle.join('; ')],
    description: `${capitalised(titleOf(metric))} ${range}, by strategy, in one panel per workload.`,
  };
}

function pointText({ source }: Metric): string {
  return source.type === 'percentile'
    ? 'read off the merged histogram'
    : 'median over the repetitions';
}

const MOST_NUDGE_PX = 9;
const NUDGED_WIDTH_PX = 30;

/** Points, fits and labels in one table, because panels are made from one; `kind` tells them apart. */
function allRows(
  rows: readonly ScalingRow[],
  fits: readonly FitRow[],
  looks: readonly SeriesLook[],
  { scale }: Axis,
  { fold }: Metric,
): readonly object[] {
  const domain = scale['domain'] as readonly [number, number];
  return [
    ...rows.map((row) => ({ kind: 'point', ...row, nudge_px: nudgeOf(row, looks, fold) })),
    ...fits.map((fit) => ({ kind: 'fit', ...fit })),
    ...exponentRows(fits, domain).map((label) => ({ kind: 'exponent', ...label })),
  ];
}

/** Damages are often equal, most often 0: their points stand side by side, not on each other. */
function nudgeOf(
  { series }: ScalingRow,
  looks: readonly SeriesLook[],
  fold: Metric['fold'],
): number {
  if (fold === 'median') return 0;
  const index = looks.findIndex((look) => look.series === series);
  const apart_px = Math.min(MOST_NUDGE_PX, NUDGED_WIDTH_PX / looks.length);
  return (index - (looks.length - 1) / 2) * apart_px;
}
