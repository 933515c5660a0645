// One repetition of a strategy as every study would execute it, in this thread: write, export, import, read,
// judge. Nothing but the strategy and the checks is exchanged.

import { createInlineHost } from '../coordinator/inline-host.js';
import { PLAIN_TERMS } from '../coordinator/exchange/terms.js';
import { runRepetition } from '../coordinator/repetition.js';
import { mesh } from '../coordinator/topologies/mesh.js';
import type { Strategy } from '../strategies/strategy.js';
import type { Check } from '../verdict/check.js';
import type { Judgement } from '../verdict/judgement.js';
import type { WorkloadShape } from './workload-shape.js';
import { layShape } from './workload-shape.js';

/** Nothing waits inline, so this is never reached. */
const TIMEOUT_MS = 60_000;

export interface Surroundings {
  readonly workload: WorkloadShape;
  readonly seed: number;
  readonly checks: readonly Check[];
}

/** @throws ShardError where a replica throws. */
export async function judgeRepetition(
  strategy: Strategy,
  { workload, seed, checks }: Surroundings,
): Promise<Judgement> {
  const host = createInlineHost(1, () => Promise.resolve(strategy));
  try {
    const { judgement } = await runRepetition(host, {
      script: await layShape(workload, seed),
      strategy: { type: 'built_in', name: strategy.name },
      attributes: strategy.capabilities.attributes,
      model: { type: 'stub', latency_ms: 0 },
      topology: mesh,
      exchange: 'batch',
      terms: PLAIN_TERMS,
      faults: null,
      run_id: 1n,
      seed,
      timeout_ms: TIMEOUT_MS,
      checks,
    });
    return judgement;
  } finally {
    await host.destroy();
  }
}

/** The names of the checks that failed: not those that are undecided. */
export function failedChecks({ findings }: Judgement): readonly string[] {
  return findings.filter(({ verdict }) => verdict === 'FAIL').map(({ check }) => check);
}
