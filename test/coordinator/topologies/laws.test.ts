// What every registered topology promises, for any number of agents, seed, fan-out and pass.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ring } from '../../../src/coordinator/topologies/ring.js';
import { findTopology, TOPOLOGY_NAMES } from '../../../src/coordinator/topologies/registry.js';
import type { Edges, Routing, Topology } from '../../../src/coordinator/topologies/topology.js';
import { breachesOf, pairsOf, passesToSpread, routing } from './spreading.js';

const routings = fc.record({
  agents: fc.integer({ min: 1, max: 40 }),
  pass: fc.nat({ max: 1000 }),
  seed: fc.integer(),
  fan_out: fc.integer({ min: 1, max: 6 }),
});

function topologyOf(name: string): Topology {
  const topology = findTopology(name);
  if (topology === undefined) throw new Error(`no topology ${name}`);
  return topology;
}

function edges(...pairs: readonly (readonly [number, number])[]): Edges {
  return {
    type: 'edges',
    senders: pairs.map(([sender]) => sender),
    receivers: pairs.map(([, receiver]) => receiver),
  };
}

describe.each(TOPOLOGY_NAMES)('%s', (name) => {
  const topology = topologyOf(name);

  it('is known by its own name and says in a line what it is', () => {
    expect(topology.name).toBe(name);
    expect(topology.summary).toMatch(/^[^\n]{20,140}$/);
  });

  it('names pairs of different agents, each once, the same again, and reaches everyone in time', () => {
    fc.assert(
      fc.property(routings, (at) => {
        expect(breachesOf(topology, at)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('serves %i agents, whatever the pass', (agents) => {
    const found = [0, 1, 2, 3].flatMap((pass) =>
      breachesOf(topology, routing({ agents, pass, fan_out: 3 })),
    );
    expect(found).toEqual([]);
  });

  it('has nothing to send where there is one agent', () => {
    expect(pairsOf(topology, routing({ agents: 1 }))).toEqual([]);
  });

  it('gives a bound in whole passes with a reason on one line', () => {
    fc.assert(
      fc.property(routings, (at) => {
        const { passes, reason } = topology.bound(at);
        expect(Number.isSafeInteger(passes) && passes >= 0).toBe(true);
        expect(reason).toMatch(/^[^\n]{10,}$/);
      }),
      { numRuns: 50 },
    );
  });

  it('sends no more than its shape needs: edges grow as agents do, but in a mesh', () => {
    const count = pairsOf(topology, routing({ agents: 300 })).length;
    expect(count).toBeLessThanOrEqual(name === 'mesh' ? 300 * 299 : 300 * 4);
  });
});

describe.each(TOPOLOGY_NAMES.filter((name) => !name.startsWith('gossip')))('%s', (name) => {
  it('has a bound that is certain, and reached from some pass', () => {
    const topology = topologyOf(name);
    const sizes = fc.record({ agents: fc.integer({ min: 2, max: 40 }), seed: fc.integer() });
    fc.assert(
      fc.property(sizes, (size) => {
        const { passes, type } = topology.bound(routing(size));
        const needed = [0, 1].map((pass) =>
          passesToSpread(topology, routing({ ...size, pass }), passes),
        );
        expect([type, Math.max(...needed.map(Number))]).toEqual(['certain', passes]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the laws of topologies', () => {
  let calls = 0;
  const planted: readonly (readonly [string, Partial<Topology>])[] = [
    ['impure', { routes: () => edges([0, 1], [1, 0], [(calls += 1) % 2 === 0 ? 2 : 3, 0]) }],
    ['edge to itself', { routes: () => edges([0, 1], [1, 1]) }],
    ['duplicate', { routes: () => edges([0, 1], [2, 3], [0, 1]) }],
    ['stranger', { routes: ({ agents }) => edges([0, agents]) }],
    ['stranger', { routes: () => edges([0, -1]) }],
    ['late', { routes: ({ agents }) => edges([0, agents - 1]) }],
    ['late', { bound: (at) => ({ ...ring.bound(at), passes: ring.bound(at).passes - 1 }) }],
  ];

  it.each(planted)('find what is %s', (breach, bug) => {
    expect(breachesOf({ ...ring, ...bug }, routing())).toContain(breach);
  });

  it('find nothing in a ring', () => {
    expect(breachesOf(ring, routing({ pass: 3 } satisfies Partial<Routing>))).toEqual([]);
  });
});
