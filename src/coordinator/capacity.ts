// Does a repetition fit? Threads are chosen and memory is summed up before anything starts, because an
// engine that runs out of memory half-way takes hours of work with it.

import { EXIT, UserError } from '../model/problem.js';
import type { Script } from '../model/script.js';
import type { MemoryEstimate, Strategy } from '../strategies/strategy.js';
import type { ThreadsOption } from './study.js';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
/** An engine's memory grows in steps and fragments: plan for less than its limit. */
const USABLE_SHARE_OF_LIMIT = 0.85;
const MIN_HEAP_MB = 256;

export interface Machine {
  readonly cores: number;
  readonly available_bytes: number;
}

/** Bytes that all replicas of a script need once every one of them holds every write. */
export function bytesNeeded(script: Script, memory: MemoryEstimate): number {
  const writes = script.rounds.flat(2);
  const fields = new Set(writes.map((write) => write.field)).size;
  const held_bytes = writes.length * memory.held_write_bytes + fields * memory.held_field_bytes;
  return script.agents.length * (memory.replica_bytes + held_bytes);
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
      return 1;
    case 'per_agent':
      return agents;
    case 'count':
      return Math.min(option.count, agents);
    case 'auto': {
      const holders = Math.ceil(needed_bytes / (memory.thread_limit_bytes * USABLE_SHARE_OF_LIMIT));
      return Math.min(Math.max(cores, holders), agents);
    }
  }
}

/** @throws UserError (exit 75) with the sum, where the machine or one thread cannot hold the replicas. */
export function refuseIfTooLarge(
  { name, memory }: Strategy,
  script: Script,
  threads: number,
  machine: Machine,
): void {
  const needed_bytes = bytesNeeded(script, memory);
  const where = `${name} with ${script.agents.length} agents needs about ${inGib(needed_bytes)}`;
  if (needed_bytes > machine.available_bytes) {
    throw new UserError(EXIT.resources, {
      what: 'not enough memory',
      where: `${where}, this machine has ${inGib(machine.available_bytes)} free`,
      remedy: 'use fewer --agents, --writes or --rounds, or --force to try',
    });
  }
  const usable_bytes = memory.thread_limit_bytes * USABLE_SHARE_OF_LIMIT;
  if (needed_bytes / threads > usable_bytes) {
    throw new UserError(EXIT.resources, {
      what: 'not enough memory in one thread',
      where: `${where}, ${inGib(needed_bytes / threads)} on each of ${threads} threads, which hold ${inGib(usable_bytes)}`,
      remedy: 'use --threads auto or more threads, or --force to try',
    });
  }
}

/** Each thread's share of the memory available, in MiB. */
export function heapShareMb(threads: number, { available_bytes }: Machine): number {
  return Math.max(MIN_HEAP_MB, Math.floor(available_bytes / MIB / threads));
}

function inGib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
