// Curves over the number of agents, one panel per workload: a metric of every cell with its 95 % interval,
// and the power law where one was fitted. What did not pass is hollow.

import type { Json } from '../../model/json.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import { metricOf, type Metric, type MetricName } from '../analysis/metric.js';
import { agentsAxis, costAxis, countAxis, type Axis } from './axes.js';
import { titleOf } from './display.js';
import { exponentRows } from './exponents.js';
import { byWorkload, figureOf, type Heading } from './facets.js';
import type { Figure, FigureSpec } from './figure.js';
import { colourOf, fillOf, judgedLegend, shapeOf, SIGNS } from './legends.js';
import { fitRows, scalingRows, type FitRow, type ScalingRow } from './rows.js';
import { HEIGHT_PX, looksOf, WIDTH_PX, type SeriesLook } from './theme.js';

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
  const workloads = [...new Set(rows.map(({ workload }) => workload))];
  return figureOf(
    headingOf(metric, y, rows, fits),
    allRows(rows, fits, looks, y, metric),
    byWorkload(workloads, panelOf(metric, rows, looks, y)),
  );
}

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
  const title = `${metric.label} against the number of agents`;
  const subtitle = [
    metric.fold === 'largest' ? 'the largest of all repetitions' : pointText(metric),
    ...(rows.some(({ low }) => low !== null) ? ['bars: 95 % intervals'] : []),
    ...(fits.length > 0 ? ['dashed: fitted power law with its exponent'] : []),
    ...(y.type === 'symlog' ? ['axis logarithmic above 1, linear below'] : []),
  ].join('; ');
  const worst = rows.map(({ value }) => value);
  const { unit } = { unit: titleOf(metric) };
  const [low, high] = [Math.min(...worst), Math.max(...worst)].map((v) => Number(v.toPrecision(3)));
  return {
    title: capitalised(title),
    subtitle: [subtitle],
    description: `${capitalised(unit)} from ${low ?? 0} to ${high ?? 0}, by strategy, in one panel per workload.`,
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

function panelOf(
  metric: Metric,
  rows: readonly ScalingRow[],
  looks: readonly SeriesLook[],
  valueAxis: Axis,
): Readonly<Record<string, Json>> {
  const agents = agentsAxis(rows.map((row) => row.agents));
  const x = {
    field: 'agents',
    type: 'quantitative',
    title: 'agents',
    scale: agents.scale,
    axis: agents.axis,
  };
  const y = {
    ...{ field: 'value', type: 'quantitative', title: capitalised(titleOf(metric)) },
    ...{ scale: valueAxis.scale, axis: valueAxis.axis },
  };
  const color = colourOf(looks);
  const place = { x, y, color };
  const nudge = { xOffset: { expr: 'datum.nudge_px' } };
  const tooltip = tooltipOf(titleOf(metric));
  return {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    layer: [
      layer('fit', { type: 'line', strokeWidth: 1, strokeDash: [4, 3], strokeOpacity: 0.8 }, place),
      layer('point', { type: 'line', strokeWidth: 1.6, ...nudge }, place),
      layer(
        'point',
        { type: 'rule', strokeWidth: 1.4, ...nudge },
        { ...place, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      ),
      layer(
        'point',
        { type: 'point', size: 55, strokeWidth: 1.6, opacity: 1, ...nudge },
        {
          ...{ x, y, tooltip, shape: shapeOf(looks), strokeDash: judgedLegend(rows) },
          ...{ stroke: colourOf(looks), fill: fillOf(looks) },
        },
      ),
      ...signLayers(place, nudge),
      layer(
        'exponent',
        { type: 'text', align: 'left', dx: 6, fontSize: 10 },
        {
          ...place,
          text: { field: 'text', type: 'nominal' },
        },
      ),
    ],
  };
}

/** The sign above each hollow mark whose cell did not end as expected. */
function signLayers(place: Json, nudge: object): readonly Json[] {
  return Object.entries(SIGNS).map(([standing, text]) => ({
    transform: [{ filter: `datum.kind === 'point' && datum.standing === '${standing}'` }],
    mark: { type: 'text', text, dy: -10, fontSize: 12, fontWeight: 'bold', ...nudge },
    encoding: place,
  }));
}

function layer(kind: string, mark: Json, encoding: Json): Json {
  return { transform: [{ filter: `datum.kind === '${kind}'` }], mark, encoding };
}

function tooltipOf(title: string): Json {
  return [
    ...[{ field: 'series', title: 'strategy' }, { field: 'agents' }],
    ...[
      { field: 'value', title },
      { field: 'low', title: '95 % from' },
      { field: 'high', title: 'to' },
    ],
    ...[
      { field: 'n', title: 'repetitions' },
      { field: 'judged', title: 'verdict' },
    ],
  ].map((field) => ({ type: 'nominal', ...field }));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
