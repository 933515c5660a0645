// From a study to what the page's script is given. The rows are those of the SVG figures; what is added are
// texts, and indices in place of names, because there are many rows.

import { printable } from '../../model/quote.js';
import type { AnalysedStudy, CellAnalysis, ScalingFit, Series } from '../analysis/analysis.js';
import { METRICS, TIMED_PHASES, type Metric, type TimedPhase } from '../analysis/metric.js';
import { displayOf, titleOf } from '../figures/display.js';
import { JUDGED, percentileRows, phaseRows, scalingRows } from '../figures/rows.js';
import type {
  Law,
  PageAxis,
  PageCell,
  PageData,
  PageLaw,
  PageMetric,
  PagePercentiles,
  PagePhases,
  PagePoint,
  TextRow,
} from './page-data.js';
import { curveLabels } from './curve-labels.js';
import { quantity, quantityRange, whole } from './quantity.js';
import { pageSpecs } from './specs.js';
import { valueAxis } from './value-axis.js';

export function buildPageData(study: AnalysedStudy): PageData {
  const names = namesOf(study);
  return {
    labels: names.labels,
    workloads: names.workloads,
    cells: pageCells(study, names),
    metrics: METRICS.map((metric) => pageMetric(study, names, metric)).filter(
      ({ points }) => points.length > 0,
    ),
    percentiles: STEPS.flatMap((phase) => pagePercentiles(study, names, phase)),
    phases: pagePhases(study, names),
    specs: pageSpecs(names.labels, names.sizes),
  };
}

/** Merging first: it is what strategies are compared by. */
const STEPS = [...TIMED_PHASES].sort(
  (left, right) => Number(right === 'import') - Number(left === 'import'),
);

/** What indices stand for. */
interface Names {
  /** By curve: its indices. */
  readonly curves: ReadonlyMap<Series, { readonly workload: number; readonly label: number }>;
  readonly labels: readonly string[];
  readonly workloads: readonly string[];
  /** By cell_id: its place among the page's cells. */
  readonly places: ReadonlyMap<string, number>;
  readonly sizes: readonly number[];
}

function namesOf({ series, cells }: AnalysedStudy): Names {
  const texts = curveLabels(series);
  const labels = unique(texts);
  const workloads = unique(series.map(({ workload }) => printable(workload)));
  const indices = series.map((curve, index): [Series, { workload: number; label: number }] => [
    curve,
    {
      workload: workloads.indexOf(printable(curve.workload)),
      label: labels.indexOf(texts[index] ?? ''),
    },
  ]);
  const cell_ids = series.flatMap((curve) => curve.cells.map(({ cell_id }) => cell_id));
  return {
    ...{ labels, workloads, curves: new Map(indices) },
    places: new Map(cell_ids.map((cell_id, place) => [cell_id, place])),
    sizes: unique(cells.map(({ factors }) => factors.agents)).sort((a, b) => a - b),
  };
}

function pageCells({ series }: AnalysedStudy, names: Names): readonly PageCell[] {
  return series.flatMap((curve) =>
    curve.cells.map(({ factors, standing }) => ({
      ...placeOf(curve, names),
      agents: factors.agents,
      valid: standing === 'valid',
      judged: JUDGED[standing],
    })),
  );
}

function placeOf(curve: Series, { curves }: Names) {
  return curves.get(curve) ?? { workload: -1, label: -1 };
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
  const fits = study.fits.filter((fit) => fit.metric === metric.name);
  return study.series.flatMap((curve) => {
    const fit = fits.find((candidate) => SERIES_KEYS.every((key) => candidate[key] === curve[key]));
    return fit ? [{ ...placeOf(curve, names), ...lawOf(fit, curve, metric) }] : [];
  });
}

const SERIES_KEYS = ['workload', 'strategy', 'topology', 'exchange', 'faults', 'threads'] as const;

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

function pagePercentiles(
  study: AnalysedStudy,
  { places }: Names,
  phase: TimedPhase,
): readonly PagePercentiles[] {
  const analysed = new Map(study.cells.map((cell) => [cell.cell_id, cell]));
  const byCell = groupBy(percentileRows(study, phase), ({ cell_id }) => cell_id);
  return [...byCell].map(([cell_id, rows]) => ({
    cell: places.get(cell_id) ?? -1,
    phase,
    points: rows.map(({ inverse, value_ms }) => [rounded(inverse), rounded(value_ms)]),
    texts: percentileTexts(analysed.get(cell_id), phase),
  }));
}

function percentileTexts(cell: CellAnalysis | undefined, phase: TimedPhase): TextRow {
  const summary = cell?.phases[phase]?.summary;
  if (!summary) return [];
  const { count, p50_ns, p90_ns, p99_ns, p99_9_ns, max_ns } = summary;
  const latencies = [p50_ns, p90_ns, p99_ns, p99_9_ns, max_ns];
  return [whole(count), ...latencies.map((ns) => (ns === null ? '–' : quantity(ns, 'ns')))];
}

function pagePhases(study: AnalysedStudy, { places }: Names): readonly PagePhases[] {
  const byCell = groupBy(phaseRows(study), ({ cell_id }) => cell_id);
  return [...byCell].map(([cell_id, rows]) => {
    const total_ms = rows.reduce((sum, { value_ms }) => sum + value_ms, 0);
    return {
      cell: places.get(cell_id) ?? -1,
      parts: rows.map(({ phase, value_ms }) => [phase, value_ms]),
      texts: [...rows.map(({ value_ms }) => value_ms), total_ms].map((ms) =>
        quantity(ms * 1e6, 'ns'),
      ),
    };
  });
}

/** Histograms hold three digits; more would only take space. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
