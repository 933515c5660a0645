// One cell in execution: its repetitions, on threads that they share and that end with it.

import { probeMachineNs } from '../metrics/probe.js';
import type { Script } from '../model/script.js';
import type { StrategyProfile } from '../strategies/strategy.js';
import type { Machine, ScriptSize } from './capacity.js';
import { bytesNeeded, chooseThreads, heapShareMb, refuseIfTooLarge, sizeOf } from './capacity.js';
import type { ExecutedRepetition, ExecutionListener, VisitOptions } from './executed-repetition.js';
import { createInlineHost } from './inline-host.js';
import type { Inputs } from './inputs.js';
import { readMachine } from './machine.js';
import { outcomeOf } from './outcome.js';
import { seedOf } from './plan.js';
import { createThreadHost } from './pool.js';
import type { RepetitionPlan } from './repetition-plan.js';
import { runRepetition } from './repetition.js';
import type { ShardHost } from './shard-link.js';
import { refuseDeclaredOrder, refuseWhatSharingExcludes } from './shared-store/refusal.js';
import type { Cell, Study, StudyConfiguration } from './study.js';
import { runIdOf } from '../workers/envelope.js';
import { mixOf } from './faults/plan-of.js';
import { cellIdOf } from './study.js';
import { findTopology } from './topologies/registry.js';

type Attempt = Pick<ExecutedRepetition, 'size' | 'threads' | 'outcome'>;

export class CellExecution {
  readonly #study: Study;
  readonly #inputs: Inputs;
  readonly #cell: Cell;
  readonly #strategy: StrategyProfile;
  readonly #signal: AbortSignal;
  readonly #starts: VisitOptions['starts'];
  #host: ShardHost | null = null;
  #blobs: StudyConfiguration['blobs'] = 'discard';

  constructor(
    study: Study,
    inputs: Inputs,
    cell: Cell,
    signal: AbortSignal,
    starts?: VisitOptions['starts'],
  ) {
    this.#study = study;
    this.#inputs = inputs;
    this.#cell = cell;
    this.#strategy = inputs.strategyOf(cell);
    this.#signal = signal;
    this.#starts = starts;
  }

  async run(listener: ExecutionListener): Promise<void> {
    const { warmup, runs } = this.#study;
    try {
      for (let number = 0 - warmup; number < runs && !this.#signal.aborted; number += 1) {
        const executed = await this.#repeat(number);
        if (number >= 0) listener.repetitionEnds(executed);
      }
    } finally {
      await this.#endThreads();
    }
  }

  /** Warm-up repetitions are numbered from below 0: they never share a seed with one that is recorded. */
  async visit(repetition: number, blobs: StudyConfiguration['blobs']): Promise<ExecutedRepetition> {
    const { warmup } = this.#study;
    try {
      for (let number = 0 - warmup; number < 0 && !this.#signal.aborted; number += 1) {
        await this.#repeat(number);
      }
      this.#blobs = blobs;
      return await this.#repeat(repetition);
    } finally {
      await this.#endThreads();
    }
  }

  async #repeat(number: number): Promise<ExecutedRepetition> {
    const [study, cell, strategy] = [this.#study, this.#cell, this.#strategy];
    const seed = seedOf(study, number);
    const probe_ns = probeMachineNs();
    const started_at = new Date();
    const attempt = await this.#attempt(seed);
    return { study, cell, strategy, repetition: number, seed, started_at, probe_ns, ...attempt };
  }

  /** Checked twice: a script that cannot fit by far must not even be laid. */
  async #attempt(seed: number): Promise<Attempt> {
    const machine = readMachine();
    const least = this.#inputs.leastSize(this.#cell);
    const refused = this.#refusal(least, machine);
    if (refused) return refused;
    const script = await this.#inputs.layScript(this.#cell, seed);
    const size = sizeOf(script);
    return this.#refusal(size, machine) ?? this.#execute(script, size, { seed, machine });
  }

  #refusal(size: ScriptSize, machine: Machine): Attempt | undefined {
    const threads = this.#threadsFor(size, machine);
    try {
      refuseWhatSharingExcludes(this.#strategy, this.#cell);
      if (this.#study.memory_check === 'skip') return undefined;
      refuseIfTooLarge(this.#strategy, size, threads, machine);
      return undefined;
    } catch (thrown) {
      return { size, threads, outcome: outcomeOf(thrown) };
    }
  }

  async #execute(
    script: Script,
    size: ScriptSize,
    { seed, machine }: { seed: number; machine: Machine },
  ): Promise<Attempt> {
    const threads = this.#threadsFor(size, machine);
    this.#starts?.({ size, threads });
    try {
      refuseDeclaredOrder(this.#strategy, script);
      this.#host ??= this.#openHost(threads, machine);
      const result = await runRepetition(this.#host, this.#planOf(script, seed));
      return { size, threads, outcome: { status: 'ok', result } };
    } catch (thrown) {
      await this.#endThreads();
      return { size, threads, outcome: outcomeOf(thrown) };
    }
  }

  #threadsFor(size: ScriptSize, { cores }: Machine): number {
    const { memory } = this.#strategy;
    const needed_bytes = bytesNeeded(size, memory);
    return chooseThreads(this.#cell.threads, size.agents, needed_bytes, { cores, memory });
  }

  #planOf(script: Script, seed: number): RepetitionPlan {
    const { model, timeout_ms, terms } = this.#study;
    const { exchange, threads } = this.#cell;
    const faults = mixOf(this.#cell.faults);
    const run_id = runIdOf(seed, cellIdOf(this.#cell));
    const topology = findTopology(this.#cell.topology);
    if (!topology) throw new Error(`no topology ${this.#cell.topology}`);
    const { shares, capabilities } = this.#strategy;
    const { attributes } = capabilities;
    const { strategy } = this.#cell;
    return {
      ...{ script, strategy, attributes, model, topology, exchange, seed, timeout_ms },
      ...{ terms, faults, run_id, clock: threads.type === 'simulated' ? 'virtual' : 'real' },
      blobs: this.#blobs,
      ...(shares && { shares }),
    };
  }

  #openHost(threads: number, machine: Machine): ShardHost {
    const { timeout_ms, heap_limit_mb } = this.#study;
    const { type } = this.#cell.threads;
    if (type === 'inline' || type === 'simulated') return createInlineHost(1);
    return createThreadHost({
      threads,
      timeout_ms,
      heap_limit_mb: heap_limit_mb ?? heapShareMb(threads, machine),
      signal: this.#signal,
    });
  }

  async #endThreads(): Promise<void> {
    const host = this.#host;
    this.#host = null;
    await host?.destroy();
  }
}
