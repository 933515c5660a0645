// One sentence on one session store: what came of its races at the largest number of agents that it has a
// result for. Medians of the repetitions; what was not measured is not mentioned.

import { counted, enumerate, grouped } from '../../model/wording.js';
import type { CellAnalysis } from './analysis.js';
import { duration } from './wording.js';

/** @param cells the store's cells, one at least. */
export function raceSentenceOn(strategy: string, cells: readonly CellAnalysis[]): string {
  const raced = cells.filter(({ shown }) => shown.turns_committed !== null);
  if (raced.length === 0) return `${strategy} has no result.`;
  const agents = Math.max(...raced.map(({ factors }) => factors.agents));
  const there = raced.filter(({ factors }) => factors.agents === agents);
  const clauses = there.map((cell) => enumerate(deedsOf(cell)));
  return `${strategy} at ${counted(agents, 'agent')}: ${clauses.join('; ')}.`;
}

function deedsOf({ shown, metrics }: CellAnalysis): readonly string[] {
  const { claim_p50_ns, commit_p50_ns, turns_per_second, contended_attempts } = metrics;
  const place = `${counted(shown.threads, 'thread')} and ${counted(shown.sessions ?? 0, 'session')}`;
  return [
    `on ${place} ${verdictText(shown.verdict)}`,
    ...(turns_per_second ? [`${grouped(Math.round(turns_per_second.point))} turns/s`] : []),
    ...(claim_p50_ns ? [`a claim in ${duration(claim_p50_ns.point)}`] : []),
    ...(commit_p50_ns ? [`a commit in ${duration(commit_p50_ns.point)}`] : []),
    ...(contended_attempts
      ? [counted(Math.round(contended_attempts.point), 'contended attempt')]
      : []),
  ];
}

const VERDICTS = {
  PASS: 'every property held',
  FAIL: 'a property was violated',
  UNKNOWN: 'not every property could be decided',
} as const;

function verdictText(verdict: keyof typeof VERDICTS): string {
  return VERDICTS[verdict];
}
