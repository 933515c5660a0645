// The rows that figures draw: flat plain data, in the units that people read (see display.ts), with one
// row for each mark. The SVG figures and the report's interactive ones draw the same rows.

import type { AnalysedStudy, CellAnalysis, Series } from '../analysis/analysis.js';
import type { Standing } from '../standing.js';
import { fitFor } from '../analysis/fits.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { printable } from '../../model/quote.js';
import { rounded } from './axes.js';
import { displayOf } from './display.js';

/** What every row says of the cell it belongs to. */
export interface CellRow {
  /** The panel it is drawn in: its workload, and its faults where there are several mixes of them. */
  readonly workload: string;
  /** Its line, as it may be shown; unique within a panel. */
  readonly series: string;
  readonly cell_id: string;
  readonly agents: number;
  readonly standing: Standing;
  /** The standing in words: whoever reads a figure need not know ours. */
  readonly judged: string;
}

/** One point of one curve: a metric of one cell. */
export interface ScalingRow extends CellRow {
  readonly value: number;
  /** Bounds of the 95 % interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** Repetitions it was measured in. */
  readonly n: number;
}

/** One end of a fitted power law: a straight line where both axes are logarithmic. */
export interface FitRow {
  readonly workload: string;
  readonly series: string;
  readonly agents: number;
  readonly value: number;
  readonly b: number;
  readonly b_low: number;
  readonly b_high: number;
}

/** Standings in words, in the order of a legend. */
export const JUDGED: Readonly<Record<Standing, string>> = {
  valid: 'passed',
  baseline: 'failed, as expected',
  invalid: 'failed',
  undecided: 'undecided',
};

/**
 * The metric over the number of agents, by series in the study's order and ascending agents. Values are in
 * the unit of {@link displayOf}: milliseconds for times, KiB for bytes. A cell in which the metric was not
 * measured has no row. Empty where it was measured nowhere.
 */
export function scalingRows(study: AnalysedStudy, name: MetricName): readonly ScalingRow[] {
  const { divisor } = displayOf(metricOf(name));
  return study.series.flatMap((series) =>
    series.cells.flatMap((cell) => {
      const summary = cell.metrics[name];
      if (!summary) return [];
      const { point, low, high, n } = summary;
      const [below, above] = [low, high].map((bound) => (bound === null ? null : bound / divisor));
      return [
        {
          ...cellRow(series, cell),
          value: point / divisor,
          low: below ?? null,
          high: above ?? null,
          n,
        },
      ];
    }),
  );
}

/** The two ends of each fitted power law of the metric, in the same unit; none where the fit was refused. */
export function fitRows(study: AnalysedStudy, name: MetricName): readonly FitRow[] {
  const { divisor } = displayOf(metricOf(name));
  return study.series.flatMap((curve) => {
    const fit = fitFor(study.fits, curve, name);
    if (fit?.type !== 'fitted') return [];
    const { a, b, b_low, b_high } = fit;
    return endsOf(curve, name).map((agents) => ({
      ...{ workload: printable(curve.panel), series: printable(curve.line), agents },
      ...{ value: rounded((a * agents ** b) / divisor), b, b_low, b_high },
    }));
  });
}

export function cellRow(
  { panel, line }: Pick<Series, 'panel' | 'line'>,
  { cell_id, factors, standing }: CellAnalysis,
): CellRow {
  return {
    workload: printable(panel),
    series: printable(line),
    cell_id: printable(cell_id),
    ...{ agents: factors.agents, standing, judged: JUDGED[standing] },
  };
}

/** The smallest and the largest number of agents at which the series has the metric. */
function endsOf({ cells }: Series, name: MetricName): readonly number[] {
  const sizes = cells.filter(({ metrics }) => metrics[name]).map(({ factors }) => factors.agents);
  return sizes.length < 2 ? [] : [Math.min(...sizes), Math.max(...sizes)];
}

/** The cell of each series at the largest number of agents of its workload, where it has one. */
export function largestCells({
  series,
}: AnalysedStudy): readonly { readonly series: Series; readonly cell: CellAnalysis }[] {
  const largest = new Map<string, number>();
  for (const { workload, cells } of series) {
    const sizes = cells.map(({ factors }) => factors.agents);
    largest.set(workload, Math.max(largest.get(workload) ?? 0, ...sizes));
  }
  return series.flatMap((one) =>
    one.cells
      .filter(({ factors }) => factors.agents === largest.get(one.workload))
      .map((cell) => ({ series: one, cell })),
  );
}
