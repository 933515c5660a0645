// What the tests of topologies share: edges as pairs, and who holds what after some passes without faults.

import { edgesOf } from '../../../src/coordinator/topologies/edges-of.js';
import type { Routing, Topology } from '../../../src/coordinator/topologies/topology.js';

export type Pair = readonly [sender: number, receiver: number];

export function routing(overrides: Partial<Routing> = {}): Routing {
  return { agents: 8, pass: 0, seed: 1, fan_out: 2, ...overrides };
}

export function pairsOf(topology: Topology, at: Routing): readonly Pair[] {
  const { senders, receivers } = edgesOf(topology.routes(at), at.agents);
  return senders.map((sender, index): Pair => [sender, receivers[index] ?? NaN]);
}

/** How many edges begin at each agent. */
export function outDegrees(topology: Topology, at: Routing): readonly number[] {
  const degrees = new Array<number>(at.agents).fill(0);
  for (const [sender] of pairsOf(topology, at)) degrees[sender] = (degrees[sender] ?? 0) + 1;
  return degrees;
}

/** Passes from `at.pass` on until everyone holds what anyone held; null where `limit` passes do not suffice. */
export function passesToSpread(topology: Topology, at: Routing, limit: number): number | null {
  const everything = (1n << BigInt(at.agents)) - 1n;
  let held = Array.from({ length: at.agents }, (_, agent) => 1n << BigInt(agent));
  for (let passes = 0; passes <= limit; passes += 1) {
    if (held.every((known) => known === everything)) return passes;
    const next = [...held];
    for (const [sender, receiver] of pairsOf(topology, { ...at, pass: at.pass + passes })) {
      next[receiver] = (next[receiver] ?? 0n) | (held[sender] ?? 0n);
    }
    held = next;
  }
  return null;
}

/** Everything about one routing that breaks what a topology promises, in words. */
export function breachesOf(topology: Topology, at: Routing): readonly string[] {
  const pairs = pairsOf(topology, at);
  const isAgent = (index: number) => Number.isInteger(index) && index >= 0 && index < at.agents;
  const findings: readonly (readonly [string, boolean])[] = [
    ['impure', JSON.stringify(pairs) !== JSON.stringify(pairsOf(topology, at))],
    ['edge to itself', pairs.some(([sender, receiver]) => sender === receiver)],
    ['duplicate', new Set(pairs.map((pair) => pair.join())).size < pairs.length],
    ['stranger', !pairs.flat().every(isAgent)],
    ['late', passesToSpread(topology, at, topology.bound(at).passes) === null],
  ];
  return findings.flatMap(([name, breached]) => (breached ? [name] : []));
}
