// One repetition of a strategy as every study would execute it, in this thread: write, export, import, read,
// judge. Its clock is virtual, so that equal seeds are equal histories, races included.

import { createInlineHost } from '../coordinator/inline-host.js';
import { runRepetition } from '../coordinator/repetition.js';
import type { RepetitionResult } from '../coordinator/repetition-plan.js';
import type { ShardHost } from '../coordinator/shard-link.js';
import type { Strategy } from '../strategies/strategy.js';
import type { Check } from '../verdict/check.js';
import type { Judgement } from '../verdict/judgement.js';
import type { Scene } from './scene.js';
import { layShape } from './workload-shape.js';

/** Nothing waits inline, so this is never reached. */
const TIMEOUT_MS = 60_000;

export interface Surroundings {
  readonly scene: Scene;
  readonly seed: number;
  readonly checks: readonly Check[];
  /** What stands between the coordinator and its shards, where something does. */
  readonly tamper?: (host: ShardHost) => ShardHost;
}

/** @throws ShardError where a replica throws. */
export async function judgeRepetition(
  strategy: Strategy,
  surroundings: Surroundings,
): Promise<Judgement> {
  return (await repeatOnce(strategy, surroundings)).judgement;
}

/** @throws ShardError where a replica throws. */
export async function repeatOnce(
  strategy: Strategy,
  { scene, seed, checks, tamper = (host) => host }: Surroundings,
): Promise<RepetitionResult> {
  const { workload, topology, exchange, faults, terms, shards } = scene;
  const host = tamper(createInlineHost(shards, () => Promise.resolve(strategy)));
  try {
    return await runRepetition(host, {
      script: await layShape(workload, seed),
      strategy: { type: 'built_in', name: strategy.name },
      attributes: strategy.capabilities.attributes,
      model: { type: 'stub', latency_ms: 0 },
      run_id: 1n,
      clock: 'virtual',
      timeout_ms: TIMEOUT_MS,
      ...{ topology, exchange, faults, terms, seed, checks },
      ...(strategy.shares && { shares: strategy.shares }),
    });
  } finally {
    await host.destroy();
  }
}

/** The names of the checks that failed: not those that are undecided. */
export function failedChecks({ findings }: Judgement): readonly string[] {
  return findings.filter(({ verdict }) => verdict === 'FAIL').map(({ check }) => check);
}
