// The recorded history of a repetition, played again on bare replicas: no shards, no gauges, no envelopes.

import { faultPlanOf } from '../../../src/coordinator/faults/plan-of.js';
import type { ReplayOptions } from '../../../src/coordinator/replay/replay.js';
import { replayHistory } from '../../../src/coordinator/replay/replay.js';
import type { RepetitionPlan } from '../../../src/coordinator/repetition-plan.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { Strategy } from '../../../src/strategies/strategy.js';
import type { LedgerEntries } from '../../../src/verdict/ledger.js';
import type { Executed } from './execute.js';
import { contentsOf } from './execute.js';
import type { Problems } from './law-runs.js';

/** All ways in which a history may be handed over again. */
export const WAYS: readonly Pick<ReplayOptions, 'style' | 'blob_scope'>[] = [
  { style: 'batch', blob_scope: 'full' },
  { style: 'batch', blob_scope: 'delta' },
  { style: 'pairwise', blob_scope: 'full' },
  { style: 'pairwise', blob_scope: 'delta' },
];

/** The content of each agent after that history. */
export async function contentsAfter(
  history: LedgerEntries,
  strategy: Strategy,
  options: ReplayOptions,
): Promise<readonly string[]> {
  const { finals } = await replayHistory(history, strategy, options);
  return contentsOf(finals);
}

/** The engine identities and clocks that a repetition had. */
export function optionsFor(plan: RepetitionPlan): ReplayOptions {
  const { clockAhead } = faultPlanOf(plan);
  const { agents } = plan.script;
  const clocks_ahead = new Map(agents.map((agent, index) => [agent, clockAhead(index)]));
  return { seed: plan.seed, model: pickSmallest, clocks_ahead };
}

/** Where replicas end otherwise than they did, whichever way their history is handed over again. */
export async function replayProblems(
  { plan, result }: Executed,
  strategy: Strategy,
  ways: typeof WAYS = WAYS,
): Promise<Problems> {
  const { ledger, finals } = result.evidence;
  const expected = contentsOf(finals);
  const problems: string[] = [];
  for (const way of ways) {
    const options = { ...optionsFor(plan), ...way };
    const contents = await contentsAfter(ledger.entries(), strategy, options);
    contents.forEach((content, agent) => {
      if (content === expected[agent]) return;
      problems.push(`agent ${agent} ends otherwise as ${JSON.stringify(way)} of its own history`);
    });
  }
  return problems;
}
