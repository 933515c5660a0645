// The numbers of the figures about time: the distribution of each step, and the phases of the whole.

import type { AnalysedStudy, CellAnalysis } from '../analysis/analysis.js';
import { TIMED_PHASES, type TimedPhase } from '../analysis/metric.js';
import { percentileRows } from '../figures/percentile-rows.js';
import { phaseRows } from '../figures/phase-rows.js';
import type { Names } from './names.js';
import type {
  PageCell,
  PagePercentileAxis,
  PagePercentiles,
  PagePhases,
  TextRow,
} from './page-data.js';
import { quantity, whole } from '../quantity.js';
import { valueAxis } from './value-axis.js';

/** Merging first: it is what strategies are compared by. */
const STEPS = [...TIMED_PHASES].sort(
  (left, right) => Number(right === 'import') - Number(left === 'import'),
);

/** What a step is called, where its phase does not say what is timed. */
const STEP_TEXTS: Partial<Record<TimedPhase, string>> = {
  response: 'write, from when it was due',
  visibility: 'write seen at another replica',
  visibility_all: 'write seen at all replicas',
};

/** A latency below the clock's grain is 0, which has no logarithm: it is drawn as a nanosecond. */
const SHORTEST_MS = 1e-6;

/** Every step's latencies, at the largest number of agents of each workload. */
export function pagePercentiles(study: AnalysedStudy, names: Names): readonly PagePercentiles[] {
  return STEPS.flatMap((phase) => percentilesOf(study, names, phase));
}

/** One for each workload and step, so that only its own latencies decide. */
export function percentileAxes(
  percentiles: readonly PagePercentiles[],
  cells: readonly PageCell[],
): readonly PagePercentileAxis[] {
  const groups = groupBy(
    percentiles,
    ({ cell, phase }) => `${cells[cell]?.workload ?? -1}/${phase}`,
  );
  return [...groups.values()].map((curves) => ({
    workload: cells[curves[0]?.cell ?? -1]?.workload ?? -1,
    phase: curves[0]?.phase ?? '',
    axis: valueAxis(curves.flatMap(({ points }) => points.map(([, value_ms]) => value_ms))),
  }));
}

function percentilesOf(
  study: AnalysedStudy,
  { places }: Names,
  phase: TimedPhase,
): readonly PagePercentiles[] {
  const analysed = new Map(study.cells.map((cell) => [cell.cell_id, cell]));
  const byCell = groupBy(percentileRows(study, phase), ({ cell_id }) => cell_id);
  return [...byCell].map(([cell_id, rows]) => ({
    cell: places.get(cell_id) ?? -1,
    phase: STEP_TEXTS[phase] ?? phase,
    points: rows.map(({ inverse, value_ms }) => [
      rounded(inverse),
      rounded(Math.max(value_ms, SHORTEST_MS)),
    ]),
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

/** Where the time of each cell goes. */
export function pagePhases(study: AnalysedStudy, { places }: Names): readonly PagePhases[] {
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
