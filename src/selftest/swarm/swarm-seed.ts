// One swarm seed: a sound strategy under whatever its seed draws. It must not fail. It may be undecided where a
// fault happened to strike nothing, or nobody met anybody: then the seed tested little, which is said.

import { messageOf } from '../../model/problem.js';
import { loadStrategy } from '../../strategies/load.js';
import type { Strategy } from '../../strategies/strategy.js';
import type { Check, Finding } from '../../verdict/check.js';
import { repeatOnce } from '../pipeline.js';
import type { SwarmSetting } from './setting.js';

/**
 * `idle`: nothing is wrong, and what the seed drew did not all come about, as `reason` says. `alarm`: a bug of
 * mergestorm or of a strategy.
 */
export type SwarmEnd =
  | { readonly type: 'passed' }
  | { readonly type: 'idle'; readonly cause: IdleCause; readonly reason: string }
  | { readonly type: 'alarm'; readonly reason: string };

/** The checks that chance alone can leave undecided; the first that is stands for what happened. */
export const IDLE_CAUSES = ['faults', 'contention'] as const;
export type IdleCause = (typeof IDLE_CAUSES)[number];

/** The sound strategy of a name, unless another one is to be tried in its place. */
export type StrategyByName = (name: string) => Promise<Strategy>;

const builtIn: StrategyByName = (name) => loadStrategy({ type: 'built_in', name });

export async function trySwarmSeed(
  { seed, strategy, scene }: SwarmSetting,
  checks: readonly Check[],
  load: StrategyByName = builtIn,
): Promise<SwarmEnd> {
  try {
    const sound = await load(strategy);
    const { judgement } = await repeatOnce(sound, { scene, seed, checks });
    return endOf(judgement.findings);
  } catch (thrown) {
    return { type: 'alarm', reason: `threw: ${messageOf(thrown)}` };
  }
}

function endOf(findings: readonly Finding[]): SwarmEnd {
  const unmet = findings.filter(({ verdict }) => verdict !== 'PASS');
  if (unmet.length === 0) return { type: 'passed' };
  const alarming = unmet.filter((finding) => finding.verdict === 'FAIL' || !causeOf(finding));
  const cause = unmet.map(causeOf).find((one) => one !== undefined);
  if (alarming.length > 0 || !cause) return { type: 'alarm', reason: describe(alarming) };
  return { type: 'idle', cause, reason: describe(unmet) };
}

function causeOf({ check }: Finding): IdleCause | undefined {
  return IDLE_CAUSES.find((cause) => cause === check);
}

function describe(findings: readonly Finding[]): string {
  return findings
    .map(({ check, verdict, reasons }) => `${check} ${verdict}: ${reasons.join('; ')}`)
    .join(' | ');
}
