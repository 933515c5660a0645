// Repetitions of one cell through the real coordinator, on threads that stay warm between them.

import { availableParallelism } from 'node:os';
import { readAvailableMemoryBytes } from '../dist/metrics/available-memory.js';
import { bytesNeeded, chooseThreads, heapShareMb, sizeOf } from '../dist/coordinator/capacity.js';
import { createThreadHost } from '../dist/coordinator/pool.js';
import { PLAIN_TERMS } from '../dist/coordinator/exchange/terms.js';
import type { RepetitionPlan, RepetitionResult } from '../dist/coordinator/repetition-plan.js';
import { runRepetition } from '../dist/coordinator/repetition.js';
import type { ShardHost } from '../dist/coordinator/shard-link.js';
import { mesh } from '../dist/coordinator/topologies/mesh.js';
import type { Script } from '../dist/model/script.js';
import type { Strategy } from '../dist/strategies/strategy.js';
import { DEFAULT_MIXED, mixed } from '../dist/workloads/mixed.js';
import type { Workload, WorkloadOptions } from '../dist/workloads/workload.js';

const SEED = 1;
const TIMEOUT_MS = 1_200_000;

export interface Size {
  readonly agents: number;
  readonly writes_per_agent: number;
  readonly fields_per_kind: number;
}

export function layMixed({ agents, writes_per_agent, fields_per_kind }: Size): Promise<Script> {
  const knobs = { ...DEFAULT_MIXED, fields_per_kind };
  return mixed.lay({ ...oneRound(agents), writes_per_agent, mixed: knobs });
}

/** A workload that says itself what each agent writes. */
export function layDefault(workload: Workload, agents: number): Promise<Script> {
  return workload.lay({ ...oneRound(agents), writes_per_agent: 1, mixed: DEFAULT_MIXED });
}

function oneRound(agents: number): Omit<WorkloadOptions, 'writes_per_agent' | 'mixed'> {
  return { agents, rounds: 1, seed: SEED, log_file: null, git: null };
}

/** A cell with its threads; dispose of it to end them. */
export class Subject {
  readonly threads: number;
  readonly #strategy: Strategy;
  readonly #script: Script;
  readonly #host: ShardHost;
  readonly #changes: Partial<RepetitionPlan>;

  /** @param changes what is not as over a plain mesh. */
  constructor(
    strategy: Strategy,
    script: Script,
    threads: number | 'auto',
    changes: Partial<RepetitionPlan> = {},
  ) {
    this.#changes = changes;
    const cores = availableParallelism();
    const option =
      threads === 'auto'
        ? ({ type: 'auto' } as const)
        : ({ type: 'count', count: threads } as const);
    const needed_bytes = bytesNeeded(sizeOf(script), strategy.memory);
    this.threads = chooseThreads(option, script.agents.length, needed_bytes, {
      cores,
      memory: strategy.memory,
    });
    this.#strategy = strategy;
    this.#script = script;
    this.#host = createThreadHost({
      threads: this.threads,
      heap_limit_mb: heapShareMb(this.threads, {
        available_bytes: readAvailableMemoryBytes(),
      }),
      timeout_ms: TIMEOUT_MS,
      signal: new AbortController().signal,
    });
  }

  /** One repetition, judged. @throws Error unless it passes: the speed of a wrong result is no figure. */
  async repeat(): Promise<RepetitionResult> {
    const result = await runRepetition(this.#host, {
      script: this.#script,
      strategy: { type: 'built_in', name: this.#strategy.name },
      attributes: this.#strategy.capabilities.attributes,
      model: { type: 'stub', latency_ms: 0 },
      topology: mesh,
      exchange: 'batch',
      terms: PLAIN_TERMS,
      faults: null,
      run_id: 1n,
      clock: 'real',
      seed: SEED,
      timeout_ms: TIMEOUT_MS,
      ...this.#changes,
    });
    const { verdict, converged } = result.judgement;
    const right = this.#strategy.expectation === 'pass' ? verdict === 'PASS' : converged === true;
    if (!right) throw new Error(`${this.#strategy.name} ended ${verdict}`);
    return result;
  }

  dispose(): Promise<void> {
    return this.#host.destroy();
  }
}
