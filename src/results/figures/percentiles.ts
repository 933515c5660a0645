// Whole distributions: latency against percentile, one curve per series at the largest number of agents.
// The axis of percentiles is logarithmic in 1 / (1 - p), so that the tail, where merges hurt, is not a
// pixel wide (Gil Tene, "How NOT to measure latency", and HdrHistogram's own plots).

import type { Json } from '../../model/json.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import type { TimedPhase } from '../analysis/metric.js';
import { costAxis, rounded } from './axes.js';
import { byWorkload, figureOf } from './facets.js';
import type { Figure, FigureSpec } from './figure.js';
import { colourOf } from './legends.js';
import { pointLayers } from './points.js';
import { percentileRows, type PercentileRow } from './percentile-rows.js';
import { HEIGHT_PX, looksOf, WIDTH_PX, type SeriesLook } from './theme.js';

/** The distributions of one phase; `label` is what people call it. */
export function percentilesOf(phase: TimedPhase, label: string, file: string): Figure {
  return { name: file, specOf: (study) => percentiles(study, phase, label) };
}

function percentiles(study: AnalysedStudy, phase: TimedPhase, label: string): FigureSpec | null {
  const rows = percentileRows(study, phase);
  if (rows.length === 0) return null;
  const looks = looksOf(study).filter(({ series }) => rows.some((row) => row.series === series));
  const workloads = [...new Set(rows.map(({ workload }) => workload))];
  return figureOf(
    {
      title: `${label} latency by percentile`,
      subtitle: [
        `histograms of all repetitions merged, at ${sizesText(rows)}; ends where no more was recorded`,
      ],
      description: `${label} latency in milliseconds by percentile and strategy, in one panel per workload. ${extremesText(rows)}`,
    },
    rows.map((row) => ({ ...row, marked: MARKED.includes(row.inverse) ? 'yes' : 'no' })),
    byWorkload(workloads, panelOf(rows, looks, label)),
  );
}

/** The median, p90, p99, p99.9 and p99.99 carry the shape of their series. */
const MARKED = [2, 10, 100, 1_000, 10_000];

/** 50 %, 90 %, 99 %…, as far as anything was recorded. */
const TICKS = [2, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
const PERCENT = "format(100 - 100 / datum.value, '.7~r') + ' %'";

function panelOf(
  rows: readonly PercentileRow[],
  looks: readonly SeriesLook[],
  label: string,
): Readonly<Record<string, Json>> {
  const furthest = Math.max(...rows.map(({ inverse }) => inverse));
  const { scale, axis } = costAxis(rows.map(({ value_ms }) => value_ms));
  const x = {
    ...{ field: 'inverse', type: 'quantitative', title: 'percentile' },
    scale: { type: 'log', domain: [1, rounded(Math.max(furthest, 2) * 1.15)], nice: false },
    axis: { values: TICKS.filter((tick) => tick <= furthest), labelExpr: PERCENT },
  };
  const y = {
    ...{ field: 'value_ms', type: 'quantitative', title: `${label} latency (ms)` },
    ...{ scale, axis },
  };
  return {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    layer: [
      {
        mark: { type: 'line', strokeWidth: 1.6, interpolate: 'step-after' },
        encoding: { x, y, color: colourOf(looks) },
      },
      ...pointLayers(
        { place: { x, y }, filter: "datum.marked === 'yes'", tooltip: TOOLTIP },
        looks,
        rows,
      ),
    ],
  };
}

const TOOLTIP: Json = [
  { field: 'series', type: 'nominal', title: 'strategy' },
  { field: 'agents', type: 'nominal' },
  { field: 'percentile', type: 'nominal' },
  { field: 'value_ms', type: 'nominal', title: 'latency (ms)' },
  { field: 'judged', type: 'nominal', title: 'verdict' },
];

function sizesText(rows: readonly PercentileRow[]): string {
  const sizes = [...new Set(rows.map(({ agents }) => agents))].sort((left, right) => left - right);
  const text = sizes.join(' or ');
  return text === '1' ? '1 agent' : `${text} agents`;
}

function extremesText(rows: readonly PercentileRow[]): string {
  const values = rows.map(({ value_ms }) => value_ms);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `From ${Number(low.toPrecision(3))} to ${Number(high.toPrecision(3))} ms.`;
}
