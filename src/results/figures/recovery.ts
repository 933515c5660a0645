// Recovery time against the rate of faults: how long the heal takes after a storm, at the largest number of
// agents of each workload. One panel per workload and kind of fault, from no faults at all on.

import type { Json } from '../../model/json.js';
import { faultRate } from '../../model/fault-rate.js';
import { printable } from '../../model/quote.js';
import type { AnalysedStudy, CellAnalysis, Series } from '../analysis/analysis.js';
import { NO_FAULTS } from '../analysis/cell-id.js';
import { metricOf } from '../analysis/metric.js';
import { costAxis, rounded } from './axes.js';
import { capitalised, displayOf, titleOf } from './display.js';
import { byWorkload, figureOf } from './facets.js';
import type { Figure, FigureSpec } from './figure.js';
import { signLayers } from './points.js';
import { cellRow, largestCells } from './rows.js';
import { HEIGHT_PX, WIDTH_PX } from './theme.js';
import { twoLooksOf, type TwoLooked, type TwoLooks } from './two-looks.js';
import { wayNamer } from './ways.js';

export const RECOVERY: Figure = { name: 'recovery', specOf: recovery };

interface RecoveryRow extends TwoLooked {
  /** 0 to 1. */
  readonly rate: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

function recovery(study: AnalysedStudy): FigureSpec | null {
  const rows = recoveryRows(study);
  if (rows.length === 0) return null;
  const looks = twoLooksOf(rows, 'strategy');
  const panels = [...new Set(rows.map(({ workload }) => workload))];
  const sizes = [...new Set(rows.map(({ agents }) => agents))].sort((one, other) => one - other);
  return figureOf(
    {
      title: `${capitalised(METRIC.label)} against the rate of faults`,
      subtitle: [
        `median over the repetitions at ${sizes.join(' or ')} agents${rows.some(({ low }) => low !== null) ? '; bars: 95 % intervals' : ''}`,
      ],
      description: `${capitalised(titleOf(METRIC))} of the heal after a storm, by the largest probability in the mix of faults and by strategy, in one panel per workload and kind of fault.`,
    },
    rows,
    byWorkload(panels, panelOf(rows, looks)),
  );
}

const METRIC = metricOf('heal_ns');

/** Panels in which a rate beside another was measured. */
function recoveryRows(study: AnalysedStudy): readonly RecoveryRow[] {
  const cells = largestCells(study);
  const kinds = [...new Set(cells.flatMap(({ cell }) => kindOf(cell) ?? []))];
  const wayOf = wayNamer(cells.map(({ series }) => series));
  const rows = kinds.flatMap((kind) =>
    cells
      .filter(({ cell }) => isClean(cell) || kindOf(cell) === kind)
      .flatMap(({ series, cell }) => rowOf(series, cell, { kind, way: wayOf(series) })),
  );
  return rows.filter(({ workload }) => {
    const own = rows.filter((row) => row.workload === workload);
    return new Set(own.map(({ rate }) => rate)).size > 1;
  });
}

function isClean({ factors }: CellAnalysis): boolean {
  return factors.faults === NO_FAULTS;
}

/** `drop=10%,delay=5%` is of the kind `drop,delay`; undefined where it has no rate to go by. */
function kindOf({ factors: { faults } }: CellAnalysis): string | undefined {
  return faultRate(faults) === null ? undefined : faults.replace(/=[\d.]+%/g, '');
}

function rowOf(
  series: Series,
  cell: CellAnalysis,
  { kind, way }: { readonly kind: string; readonly way: string },
): readonly RecoveryRow[] {
  const summary = cell.metrics.heal_ns;
  if (summary === null) return [];
  const { divisor } = displayOf(METRIC);
  const { point, low, high, n } = summary;
  return [
    {
      ...cellRow({ panel: `${series.workload}, ${kind}`, line: series.line }, cell),
      ...{ strategy: printable(series.strategy), way },
      rate: faultRate(cell.factors.faults) ?? 0,
      ...{ value: point / divisor, n },
      low: low === null ? null : low / divisor,
      high: high === null ? null : high / divisor,
    },
  ];
}

function panelOf(
  rows: readonly RecoveryRow[],
  { colour, shape, fill, judged, detail }: TwoLooks,
): Readonly<Record<string, Json>> {
  const place = { x: rateChannel(rows), y: valueChannel(rows) };
  const line = { ...place, color: colour, detail };
  return {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    layer: [
      { mark: { type: 'line', strokeWidth: 1.6 }, encoding: line },
      {
        mark: { type: 'rule', strokeWidth: 1.4 },
        encoding: { ...line, y: { ...place.y, field: 'low' }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'point', size: 55, strokeWidth: 1.6, opacity: 1 },
        encoding: { ...place, stroke: colour, fill, shape, strokeDash: judged, tooltip: TOOLTIP },
      },
      ...signLayers({ place, filter: 'true' }, colour),
    ],
  };
}

function rateChannel(rows: readonly RecoveryRow[]): Readonly<Record<string, Json>> {
  const rates = [...new Set(rows.map(({ rate }) => rate))].sort((one, other) => one - other);
  const most = rates.at(-1) ?? 1;
  return {
    ...{ field: 'rate', type: 'quantitative', title: 'rate of faults' },
    scale: { domain: [rounded(-0.06 * most), rounded(1.06 * most)], nice: false },
    axis: { values: rates, labelExpr: PERCENT, labelOverlap: 'greedy', grid: false },
  };
}

function valueChannel(rows: readonly RecoveryRow[]): Readonly<Record<string, Json>> {
  const values = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const { scale, axis } = costAxis(values);
  const title = capitalised(titleOf(METRIC));
  return { field: 'value', type: 'quantitative', title, scale, axis };
}

const PERCENT = "format(100 * datum.value, '.4~r') + ' %'";

const TOOLTIP: Json = [
  ['strategy', 'strategy'],
  ['way', 'topology'],
  ['rate', 'rate of faults'],
  ['value', titleOf(METRIC)],
  ['n', 'repetitions'],
  ['judged', 'verdict'],
].map(([field = '', title = '']) => ({ field, type: 'nominal', title }));
