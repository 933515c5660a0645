// Does a repetition fit? Threads are chosen and memory is summed up before anything starts, because an
// engine that runs out of memory half-way takes hours of work with it.

import { EXIT, UserError } from '../model/problem.js';
import type { Script } from '../model/script.js';
import type { MemoryEstimate, StrategyProfile } from '../strategies/strategy.js';
import type { ThreadsOption } from './study.js';
import { MAX_THREADS } from './study.js';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
/** An engine's memory grows in steps and fragments: plan for less than its limit. */
const USABLE_SHARE_OF_LIMIT = 0.85;
const MIN_HEAP_MB = 256;
/** What the coordinator itself keeps of a write: the script, the ledger and the judge's view of it. */
const KEPT_WRITE_BYTES = 1024;
/** An idle worker thread with its own V8 isolate, measured at 10 to 13 MiB. */
const THREAD_BYTES = 12 * MIB;

export interface Machine {
  readonly cores: number;
  readonly available_bytes: number;
  /** The most JavaScript heap the coordinator's own thread may take. */
  readonly heap_limit_bytes: number;
}

/** How much a script holds; of one that is not laid yet, at least how much. */
export interface ScriptSize {
  readonly agents: number;
  readonly rounds: number;
  /** Null where it varies or is not known yet. */
  readonly writes_per_agent: number | null;
  readonly writes: number;
  readonly fields: number;
  /** How often an agent wrote in a round after the first: what a replica's history of exchanges grows by. */
  readonly later_turns: number;
  /** How many commits it was made from, where it was made from a repository. */
  readonly commits?: number;
}

export function sizeOf({ agents, rounds, writes_per_agent, commits }: Script): ScriptSize {
  const fields = new Set<string>();
  let [writes, later_turns] = [0, 0];
  for (const [round, turns] of rounds.entries()) {
    for (const turn of turns) {
      writes += turn.length;
      if (round > 0 && turn.length > 0) later_turns += 1;
      for (const { field } of turn) fields.add(field);
    }
  }
  return {
    agents: agents.length,
    rounds: rounds.length,
    writes_per_agent,
    writes,
    fields: fields.size,
    later_turns,
    ...(commits !== undefined && { commits }),
  };
}

/** Bytes that all replicas of a script need once every one of them holds every write. */
export function bytesNeeded(
  { agents, writes, fields, later_turns }: ScriptSize,
  memory: MemoryEstimate,
): number {
  const held_bytes =
    writes * memory.held_write_bytes +
    fields * memory.held_field_bytes +
    later_turns * agents * memory.held_version_bytes;
  return agents * (memory.replica_bytes + held_bytes);
}

/** What a repetition needs on top of the process it runs in, and what of it is replicas and records. */
export function memoryOf(
  size: ScriptSize,
  memory: MemoryEstimate,
  threads: number,
): Readonly<Record<'replicas_bytes' | 'kept_bytes' | 'total_bytes', number>> {
  const replicas_bytes = bytesNeeded(size, memory);
  const kept_bytes = size.writes * KEPT_WRITE_BYTES;
  return {
    replicas_bytes,
    kept_bytes,
    total_bytes: replicas_bytes + kept_bytes + threads * THREAD_BYTES,
  };
}

/** How many threads to use: as asked, never more than agents; `auto` is one per core, more where one cannot hold its share. */
export function chooseThreads(
  option: ThreadsOption,
  agents: number,
  needed_bytes: number,
  { cores, memory }: { cores: number; memory: MemoryEstimate },
): number {
  switch (option.type) {
    case 'inline':
    case 'simulated':
      return 1;
    case 'per_agent':
      return agents;
    case 'count':
      return Math.min(option.count, agents);
    case 'auto': {
      const holders = Math.ceil(needed_bytes / (memory.thread_limit_bytes * USABLE_SHARE_OF_LIMIT));
      return Math.min(Math.max(cores, holders), agents, MAX_THREADS);
    }
  }
}

/** @throws UserError (exit 75) with the sum, where the machine or one of its threads cannot hold it all. */
export function refuseIfTooLarge(
  strategy: StrategyProfile,
  size: ScriptSize,
  threads: number,
  machine: Machine,
): void {
  const { replicas_bytes, kept_bytes, total_bytes } = memoryOf(size, strategy.memory, threads);
  const who = `${strategy.name} with ${size.agents} agents`;
  if (threads > MAX_THREADS) {
    throw tooLarge('too many threads', {
      where: `${threads} asked for, ${MAX_THREADS} is the most`,
      remedy: 'use --threads auto, or --force to try',
    });
  }
  if (total_bytes > machine.available_bytes) {
    throw tooLarge('not enough memory', {
      where: `${who} needs about ${inGib(total_bytes)}, ${inGib(machine.available_bytes)} are free`,
      remedy: 'use fewer --agents, --writes or --rounds, or --force to try',
    });
  }
  if (kept_bytes > machine.heap_limit_bytes * USABLE_SHARE_OF_LIMIT) {
    throw tooLarge('not enough heap in the main thread', {
      where: `${size.writes} writes need about ${inGib(kept_bytes)} to be kept and judged, its limit is ${inGib(machine.heap_limit_bytes)}`,
      remedy: 'raise it with NODE_OPTIONS=--max-old-space-size=MIB, or --force to try',
    });
  }
  const usable_bytes = strategy.memory.thread_limit_bytes * USABLE_SHARE_OF_LIMIT;
  if (replicas_bytes / threads > usable_bytes) {
    throw tooLarge('not enough memory in one thread', {
      where: `${who} needs about ${inGib(replicas_bytes)}, ${inGib(replicas_bytes / threads)} on each of ${threads} threads, which hold ${inGib(usable_bytes)}`,
      remedy: 'use --threads auto or more threads, or --force to try',
    });
  }
}

function tooLarge(what: string, parts: { where: string; remedy: string }): UserError {
  return new UserError(EXIT.resources, { what, ...parts });
}

/** Each thread's share of the memory available, in MiB. */
export function heapShareMb(
  threads: number,
  { available_bytes }: Pick<Machine, 'available_bytes'>,
): number {
  return Math.max(MIN_HEAP_MB, Math.floor(available_bytes / MIB / threads));
}

function inGib(bytes: number): string {
  return bytes < 1_024 * GIB
    ? `${(bytes / GIB).toFixed(1)} GiB`
    : `${(bytes / GIB / 1_024).toFixed(0)} TiB`;
}
