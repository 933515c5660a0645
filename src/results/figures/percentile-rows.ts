// The rows of latency distributions: percentiles of one phase, at the largest number of agents.

import { valuesAtPercentiles } from '../../metrics/histogram.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import type { TimedPhase } from '../analysis/metric.js';
import { rounded } from './axes.js';
import type { CellRow } from './rows.js';
import { cellRow, largestCells } from './rows.js';

/** One point of a latency distribution. */
export interface PercentileRow extends CellRow {
  /** 0 to 100. */
  readonly percentile: number;
  /** 1 / (1 - percentile / 100): 2 is the median, 100 the 99th; logarithmic, it shows the tail. */
  readonly inverse: number;
  readonly value_ms: number;
}

const POINTS_PER_DECADE = 20;
/** Points that a reader looks for are there exactly. */
const NAMED_INVERSES = [2, 10, 100, 1_000, 10_000];

/**
 * The distribution of one phase's latencies in milliseconds, read off the merged histogram of each cell at
 * the largest number of agents of its workload. Points are evenly spaced on the logarithm of `inverse`, and
 * end where the next one would lie beyond the last latency recorded. Empty where nothing was recorded.
 */
export function percentileRows(
  study: AnalysedStudy,
  phase: TimedPhase = 'import',
): readonly PercentileRow[] {
  return largestCells(study).flatMap(({ series, cell }) => {
    const histogram = cell.phases[phase]?.histogram;
    if (!histogram || histogram.count === 0) return [];
    const inverses = inversesUpTo(histogram.count);
    const percentiles = inverses.map((inverse) => 100 - 100 / inverse);
    return valuesAtPercentiles(histogram, percentiles).map((value_ns, index) => ({
      ...cellRow(series, cell),
      percentile: rounded(percentiles[index] ?? 0),
      inverse: inverses[index] ?? 1,
      value_ms: value_ns / 1e6,
    }));
  });
}

function inversesUpTo(count: number): readonly number[] {
  const steps = Math.floor(Math.log10(Math.max(count, 1)) * POINTS_PER_DECADE);
  const inverses = Array.from({ length: steps + 1 }, (_, step) =>
    rounded(10 ** (step / POINTS_PER_DECADE)),
  );
  return [...new Set([...inverses, ...NAMED_INVERSES.filter((inverse) => inverse <= count), count])]
    .filter((inverse) => inverse >= 1)
    .sort((left, right) => left - right);
}
