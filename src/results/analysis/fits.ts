// How each cost grows with the number of agents: a power law where the points are one, and the reason where
// they are not. An exponent that is wrong looks as precise as one that is right, so a fit has to earn it.

import type { PowerLaw } from '../../metrics/statistics/power-law.js';
import { fitPowerLaw } from '../../metrics/statistics/power-law.js';
import type { CellAnalysis, ScalingFit, Series, SeriesName } from './analysis.js';
import { METRICS } from './metric.js';
import type { MetricName } from './metric.js';
import { enumerate } from '../../model/wording.js';

/** Below this, a power law has hardly a point to be wrong at. */
const FEWEST_SIZES = 4;
const LEAST_R_SQUARED = 0.95;
/** A point this many times above or below the line is not on it. */
const WORST_FACTOR = 1.5;
/** A growth whose exponent changes by this much, from the smallest size to the largest, is no power law. */
const MOST_BEND = 0.5;

/**
 * For each series and each metric that is fitted and was measured anywhere. Cells that failed as expected are fitted as well: what
 * they cost is real, and the standing of the series' cells says what it is worth. All others that did not
 * pass are left out.
 */
export function fitsOf(series: readonly Series[]): readonly ScalingFit[] {
  const cells = series.flatMap((one) => one.cells);
  const fitted = METRICS.filter(
    ({ fitted, name }) => fitted && cells.some(({ metrics }) => metrics[name] !== null),
  );
  return series.flatMap((one) =>
    fitted.map(({ name }) => ({ ...nameOf(one), ...fitOf(one, name) })),
  );
}

/** That of one series and metric. */
export function fitFor(
  fits: readonly ScalingFit[],
  { workload, label }: Pick<Series, 'workload' | 'label'>,
  metric: MetricName,
): ScalingFit | undefined {
  return fits.find(
    (fit) => fit.metric === metric && fit.workload === workload && fit.label === label,
  );
}

/** Whatever a fit came to, without the series it is of. */
type Fit = WithoutSeries<ScalingFit>;
type WithoutSeries<T> = T extends ScalingFit ? Omit<T, keyof SeriesName> : never;

function fitOf({ cells }: Series, metric: MetricName): Fit {
  const points = cells.filter(isCostReal).map((cell) => pointOf(cell, metric));
  const reason = whyNoPoints(points, cells.length - points.length);
  if (reason !== null) return { metric, type: 'refused', reason };
  const law = fitPowerLaw(points.map(({ agents, cost }) => ({ size: agents, cost: cost ?? 0 })));
  const objection = objectionTo(law);
  if (objection !== null) return { metric, type: 'refused', reason: objection };
  const { a, b, b_low, b_high, r_squared } = law;
  return { metric, type: 'fitted', a, b, b_low, b_high, r_squared, n: points.length };
}

function nameOf({ label, panel, line, ...series }: Series): SeriesName {
  const { workload, strategy, topology, exchange, faults, threads } = series;
  return { workload, strategy, topology, exchange, faults, threads, label, panel, line };
}

function isCostReal({ standing }: CellAnalysis): boolean {
  return standing === 'valid' || standing === 'baseline';
}

interface CostPoint {
  readonly agents: number;
  /** Null where it was not measured. */
  readonly cost: number | null;
}

function pointOf({ factors, metrics }: CellAnalysis, metric: MetricName): CostPoint {
  return { agents: factors.agents, cost: metrics[metric]?.point ?? null };
}

function whyNoPoints(points: readonly CostPoint[], leftOut: number): string | null {
  const sizes = new Set(points.map(({ agents }) => agents)).size;
  if (sizes < FEWEST_SIZES) {
    const why = leftOut === 0 ? '' : `, ${leftOut} left out as their verdict is not as expected`;
    return `a fit needs ${FEWEST_SIZES} sizes, and there ${sizes === 1 ? 'is' : 'are'} ${sizes}${why}`;
  }
  const unmeasured = points.filter(({ cost }) => cost === null);
  if (unmeasured.length > 0) return `not measured at ${agentsText(unmeasured)}`;
  const zero = points.filter(({ cost }) => cost !== null && cost <= 0);
  if (zero.length > 0) return `it is 0 at ${agentsText(zero)}, which no power law ever is`;
  return null;
}

function agentsText(points: readonly CostPoint[]): string {
  const sizes = points.map(({ agents }) => String(agents));
  return `${enumerate(sizes)} ${sizes.length === 1 && sizes[0] === '1' ? 'agent' : 'agents'}`;
}

/** What speaks against a fit, the plainest first. */
function objectionTo({ b, r_squared, worst_factor, bend }: PowerLaw): string | null {
  if (r_squared < LEAST_R_SQUARED) {
    const share = `agents explain ${(100 * Math.max(r_squared, 0)).toFixed(0)} % of how it varies`;
    return `${share} (exponent ${b.toFixed(2)}), less than ${100 * LEAST_R_SQUARED} %`;
  }
  if (bend?.significant && Math.abs(bend.b_at_largest - bend.b_at_smallest) > MOST_BEND) {
    const [first, last] = [bend.b_at_smallest, bend.b_at_largest].map((at) => at.toFixed(1));
    return `its growth bends, from an exponent of ${first} at the smallest size to ${last} at the largest`;
  }
  if (worst_factor > WORST_FACTOR) {
    return `a point lies off the fitted line by a factor of ${worst_factor.toFixed(1)}`;
  }
  return null;
}
