// How many passes it takes until everyone has what anyone had, on edges that are the same in every pass.

import type { Edges } from './topology.js';

/** A 32-bit word holds, for one agent, which of as many sources it has heard from. */
const SOURCES_AT_ONCE = 32;

/**
 * The longest of the shortest ways, in edges: a breadth-first search from 32 agents at a time (as in Then et
 * al. 2014, The More the Merrier, PVLDB 8). Costs agents / 32 x diameter x edges.
 * @throws Error where someone cannot be reached.
 */
export function diameterOf(agents: number, edges: Edges): number {
  let longest = 0;
  for (let first = 0; first < agents; first += SOURCES_AT_ONCE) {
    const count = Math.min(SOURCES_AT_ONCE, agents - first);
    longest = Math.max(longest, passesFrom(first, count, agents, edges));
  }
  return longest;
}

/** The longest way from one agent; no two agents are further apart than twice that. */
export function eccentricityOf(agent: number, agents: number, edges: Edges): number {
  return passesFrom(agent, 1, agents, edges);
}

/** Passes until everyone has heard from `count` sources, at most 32, from `first` on. */
function passesFrom(first: number, count: number, agents: number, edges: Edges): number {
  // The lowest `count` bits, as the signed word that bit operations give.
  const everyone = (-1 >>> (SOURCES_AT_ONCE - count)) | 0;
  let heard = new Int32Array(agents);
  for (let bit = 0; bit < count; bit += 1) heard[first + bit] = 1 << bit;
  for (let passes = 0; passes <= agents; passes += 1) {
    if (isAll(heard, everyone)) return passes;
    heard = passOn(heard, edges);
  }
  throw new Error(`the edges do not connect all of ${agents} agents`);
}

function isAll(heard: Int32Array, everyone: number): boolean {
  for (const sources of heard) if (sources !== everyone) return false;
  return true;
}

function passOn(heard: Int32Array, { senders, receivers }: Edges): Int32Array<ArrayBuffer> {
  const next = Int32Array.from(heard);
  for (let index = 0; index < senders.length; index += 1) {
    const receiver = receivers[index] ?? 0;
    next[receiver] = (next[receiver] ?? 0) | (heard[senders[index] ?? 0] ?? 0);
  }
  return next;
}
