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

/** All cells of that workload and number of agents, by that metric. */
export function rankingOf(
  { cells }: Pick<AnalysedStudy, 'cells'>,
  name: MetricName,
  workload: string,
  agents: number,
): Ranking {
  const metric = metricOf(name);
  const candidates = cells
    .filter(({ factors }) => factors.workload === workload && factors.agents === agents)
    .map((cell) => ({ cell, summary: cell.metrics[name] }));
  const [rankable, unranked] = [candidates.filter(isRankable(metric)), [] as UnrankedCell[]];
  for (const { cell, summary } of candidates) {
    const reason = whyUnranked(cell, summary, metric);
    if (reason !== null) unranked.push({ cell, reason });
  }
  const ranked = rankable.map((one): RankedCell => {
    const better = rankable.filter((other) => isBetter(other.summary, one.summary, metric));
    return { rank: 1 + better.length, ...one };
  });
  const order = metric.better === 'higher' ? -1 : 1;
  ranked.sort((l, r) => l.rank - r.rank || order * (l.summary.point - r.summary.point));
  return { ranked, unranked };
}

interface Candidate {
  readonly cell: CellAnalysis;
  readonly summary: MetricSummary | null;
}

function isRankable(metric: Metric) {
  return (candidate: Candidate): candidate is Candidate & { readonly summary: MetricSummary } =>
    whyUnranked(candidate.cell, candidate.summary, metric) === null;
}

const STANDING_REASONS: Readonly<Record<CellAnalysis['standing'], string | null>> = {
  valid: null,
  baseline: 'failed, as it is expected to',
  invalid: 'failed',
  undecided: 'undecided',
};

function whyUnranked(
  { standing }: CellAnalysis,
  summary: MetricSummary | null,
  { better, label }: Metric,
): string | null {
  if (better === 'neither') return `of ${label} neither more nor less is better`;
  return STANDING_REASONS[standing] ?? (summary === null ? 'not measured' : null);
}

/** Beyond doubt: the whole interval lies on the better side. Without an interval its point stands for it. */
function isBetter(one: MetricSummary, other: MetricSummary, { better }: Metric): boolean {
  const [oneLow, oneHigh] = [one.low ?? one.point, one.high ?? one.point];
  const [otherLow, otherHigh] = [other.low ?? other.point, other.high ?? other.point];
  return better === 'higher' ? oneLow > otherHigh : oneHigh < otherLow;
}
