// Executes a study: cell after cell, each on threads of its own, so that memory measured for one is not
// that left behind by another, and a cell that dies takes no other with it.

import { availableParallelism } from 'node:os';
import { readAvailableMemoryBytes } from '../metrics/available-memory.js';
import { EXIT, messageOf, UserError } from '../model/problem.js';
import { deriveSeed } from '../model/random.js';
import type { Script } from '../model/script.js';
import type { Status } from '../model/verdict.js';
import type { Strategy } from '../strategies/strategy.js';
import { loadStrategy } from '../strategies/load.js';
import type { ShardFailure } from '../workers/protocol.js';
import { findWorkload } from '../workloads/registry.js';
import type { Machine } from './capacity.js';
import { bytesNeeded, chooseThreads, heapShareMb, refuseIfTooLarge } from './capacity.js';
import { createInlineHost } from './inline-host.js';
import { createThreadHost } from './pool.js';
import type { RepetitionResult } from './repetition.js';
import { runRepetition } from './repetition.js';
import type { ShardHost } from './shard-link.js';
import { ShardError } from './shard-link.js';
import type { Cell, Study } from './study.js';
import { cellsOf } from './study.js';
import { findTopology } from './topologies/registry.js';

/** How one repetition ended: with a result, or with the reason why there is none. */
export type RepetitionOutcome =
  | { readonly status: 'ok'; readonly result: RepetitionResult }
  | { readonly status: Exclude<Status, 'ok'>; readonly reason: string };

/** One repetition in its surroundings, as handed to whoever keeps records. */
export interface ExecutedRepetition {
  readonly study: Study;
  readonly cell: Cell;
  readonly strategy: Strategy;
  readonly script: Script;
  readonly threads: number;
  /** Counts from 0. */
  readonly repetition: number;
  readonly seed: number;
  readonly started_at: Date;
  readonly outcome: RepetitionOutcome;
}

export interface ExecutionListener {
  /** Called before a cell starts, with its place among all cells. */
  cellStarts?(cell: Cell, index: number, cells: number): void;
  repetitionEnds(executed: ExecutedRepetition): void;
}

/** Executes all cells in order until done or aborted. @throws UserError for input that cannot be used. */
export async function executeStudy(
  study: Study,
  listener: ExecutionListener,
  signal: AbortSignal,
): Promise<void> {
  const cells = cellsOf(study);
  for (const [index, cell] of cells.entries()) {
    if (signal.aborted) return;
    listener.cellStarts?.(cell, index, cells.length);
    await new CellExecution(study, cell, listener, signal).run();
  }
}

class CellExecution {
  readonly #study: Study;
  readonly #cell: Cell;
  readonly #listener: ExecutionListener;
  readonly #signal: AbortSignal;
  #host: ShardHost | null = null;

  constructor(study: Study, cell: Cell, listener: ExecutionListener, signal: AbortSignal) {
    this.#study = study;
    this.#cell = cell;
    this.#listener = listener;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    const strategy = await loadStrategy(this.#cell.strategy);
    const { warmup, runs } = this.#study;
    try {
      for (let number = -warmup; number < runs && !this.#signal.aborted; number += 1) {
        const executed = await this.#repeat(strategy, number);
        if (number >= 0) this.#listener.repetitionEnds(executed);
      }
    } finally {
      await this.#endThreads();
    }
  }

  async #repeat(strategy: Strategy, number: number): Promise<ExecutedRepetition> {
    const [study, cell] = [this.#study, this.#cell];
    const started_at = new Date();
    const seed = number === 0 ? study.seed : deriveSeed(study.seed, 'repetition', number);
    const script = await layScript(study, cell, seed);
    const machine = readMachine();
    const needed_bytes = bytesNeeded(script, strategy.memory);
    const scale = { cores: machine.cores, memory: strategy.memory };
    const threads = chooseThreads(study.threads, script.agents.length, needed_bytes, scale);
    const outcome = await this.#attempt(strategy, script, { threads, seed, machine });
    return {
      study,
      cell,
      strategy,
      script,
      threads,
      repetition: number,
      seed,
      started_at,
      outcome,
    };
  }

  async #attempt(
    strategy: Strategy,
    script: Script,
    { threads, seed, machine }: { threads: number; seed: number; machine: Machine },
  ): Promise<RepetitionOutcome> {
    try {
      if (this.#study.memory_check === 'refuse')
        refuseIfTooLarge(strategy, script, threads, machine);
      this.#host ??= this.#openHost(threads, machine);
      const result = await runRepetition(this.#host, this.#planOf(strategy, script, seed));
      return { status: 'ok', result };
    } catch (thrown) {
      await this.#endThreads();
      return outcomeOf(thrown);
    }
  }

  #planOf(strategy: Strategy, script: Script, seed: number) {
    const { model, exchange, timeout_ms, topology: name } = this.#study;
    const topology = findTopology(name);
    if (!topology) throw new Error(`no topology ${name}`);
    const { attributes } = strategy.capabilities;
    const reference = this.#cell.strategy;
    return { script, strategy: reference, attributes, model, topology, exchange, seed, timeout_ms };
  }

  #openHost(threads: number, machine: Machine): ShardHost {
    const { threads: option, timeout_ms, heap_limit_mb } = this.#study;
    if (option.type === 'inline') return createInlineHost(1);
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

async function layScript(study: Study, cell: Cell, seed: number): Promise<Script> {
  const workload = findWorkload(cell.workload);
  if (!workload) throw new Error(`no workload ${cell.workload}`);
  const { rounds, writes_per_agent, mixed, log_file } = study;
  const agents = cell.agents ?? 0;
  return workload.lay({ agents, rounds, writes_per_agent, seed, mixed, log_file });
}

function readMachine(): Machine {
  return { cores: availableParallelism(), available_bytes: readAvailableMemoryBytes() };
}

const STATUS_OF_FAILURE: Readonly<Record<ShardFailure['code'], Exclude<Status, 'ok'>>> = {
  threw: 'crashed',
  died: 'crashed',
  plugin: 'crashed',
  out_of_memory: 'oom',
  timeout: 'timeout',
  interrupted: 'interrupted',
};

function outcomeOf(thrown: unknown): RepetitionOutcome {
  if (thrown instanceof ShardError) {
    const { code, phase, message } = thrown.failure;
    return { status: STATUS_OF_FAILURE[code], reason: `${phase}: ${message}` };
  }
  if (thrown instanceof UserError && thrown.exit_code === EXIT.resources) {
    return { status: 'refused', reason: thrown.message };
  }
  if (thrown instanceof UserError) throw thrown;
  return { status: 'crashed', reason: `coordinator: ${messageOf(thrown)}` };
}
