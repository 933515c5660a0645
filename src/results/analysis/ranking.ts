// Which cell has the least of a cost at one point of the grid. Only what is valid takes part: fast but
// wrong is wrong. Where intervals overlap the data does not say which is better, so neither is put first.

import type { AnalysedStudy, CellAnalysis, MetricSummary } from './analysis.js';
import { metricOf } from './metric.js';
import type { Metric, MetricName } from './metric.js';

export interface RankedCell {
  /** 1 and how many cells are better beyond doubt; cells that share a rank are tied. */
  readonly rank: number;
  readonly cell: CellAnalysis;
  readonly summary: MetricSummary;
}

export interface UnrankedCell {
  readonly cell: CellAnalysis;
  /** Why, in a few words. */
  readonly reason: string;
}

export interface Ranking {
  /** Best first; tied cells by their points, then as in the grid. */
  readonly ranked: readonly RankedCell[];
  /** As in the grid. */
  readonly unranked: readonly UnrankedCell[];
}

/** Where cells are ranked: those of other writes, another size or other faults had another task. */
export interface RankingPoint {
  readonly workload: string;
  readonly agents: number;
  readonly faults: string;
}

/** All cells at that point, by that metric. */
export function rankingOf(
  { cells }: Pick<AnalysedStudy, 'cells'>,
  name: MetricName,
  { workload, agents, faults }: RankingPoint,
): Ranking {
  const metric = metricOf(name);
  const candidates = cells
    .filter(({ factors }) => factors.workload === workload && factors.agents === agents)
    .filter(({ factors }) => factors.faults === faults)
    .map((cell) => candidateOf(cell, name, metric));
  const rankable = candidates.filter((candidate) => candidate.type === 'rankable');
  const ranked = rankable.map(({ cell, summary }): RankedCell => {
    const better = rankable.filter((other) => isBetter(other.summary, summary, metric));
    return { rank: 1 + better.length, cell, summary };
  });
  return {
    ranked: ranked.toSorted(
      (left, right) => left.rank - right.rank || byPoint(left, right, metric),
    ),
    unranked: candidates
      .filter((candidate) => candidate.type === 'unrankable')
      .map(({ cell, reason }) => ({ cell, reason })),
  };
}

type Candidate =
  | { readonly type: 'rankable'; readonly cell: CellAnalysis; readonly summary: MetricSummary }
  | { readonly type: 'unrankable'; readonly cell: CellAnalysis; readonly reason: string };

const STANDING_REASONS: Readonly<Record<CellAnalysis['standing'], string | null>> = {
  valid: null,
  baseline: 'failed, as it is expected to',
  invalid: 'failed',
  undecided: 'came to no verdict',
};

function candidateOf(cell: CellAnalysis, name: MetricName, metric: Metric): Candidate {
  const refuse = (reason: string) => ({ type: 'unrankable', cell, reason }) as const;
  if (metric.better === 'neither')
    return refuse(`of ${metric.label} neither less nor more is better`);
  const reason = STANDING_REASONS[cell.standing];
  if (reason !== null) return refuse(reason);
  const summary = cell.metrics[name];
  return summary === null ? refuse('not measured') : { type: 'rankable', cell, summary };
}

function byPoint(left: RankedCell, right: RankedCell, { better }: Metric): number {
  const difference = left.summary.point - right.summary.point;
  return better === 'higher' ? -difference : difference;
}

/** Beyond doubt: the whole interval lies on the better side. Without an interval its point stands for it. */
function isBetter(one: MetricSummary, other: MetricSummary, { better }: Metric): boolean {
  const [oneLow, oneHigh] = [one.low ?? one.point, one.high ?? one.point];
  const [otherLow, otherHigh] = [other.low ?? other.point, other.high ?? other.point];
  return better === 'higher' ? oneLow > otherHigh : oneHigh < otherLow;
}
