import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import { diameterOf, eccentricityOf } from '../../../src/coordinator/topologies/diameter.js';
import { line } from '../../../src/coordinator/topologies/line.js';
import { randomRegular } from '../../../src/coordinator/topologies/random-regular.js';
import { createRegularGraph } from '../../../src/coordinator/topologies/regular-graph.js';
import { ring } from '../../../src/coordinator/topologies/ring.js';
import type { Edges } from '../../../src/coordinator/topologies/topology.js';
import { edgesOf } from '../../../src/coordinator/topologies/edges-of.js';
import { outDegrees, pairsOf, routing } from './spreading.js';

function degreesOf(agents: number, degree: number, seed: number): readonly number[] {
  const { ones, others } = createRegularGraph(agents, degree, createRandom(seed));
  const degrees = new Array<number>(agents).fill(0);
  for (const end of [...ones, ...others]) degrees[end] = (degrees[end] ?? 0) + 1;
  return degrees;
}

describe('createRegularGraph', () => {
  it('gives everyone the same number of distinct neighbours, whatever degree fits', () => {
    const graphs = fc
      .integer({ min: 3, max: 30 })
      .chain((agents) => fc.tuple(fc.constant(agents), fc.integer({ min: 2, max: agents - 1 })));
    fc.assert(
      fc.property(graphs, fc.integer(), ([agents, degree], seed) => {
        const { ones, others } = createRegularGraph(agents, degree, createRandom(seed));
        const keys = ones.map((one, index) =>
          [one, others[index] ?? NaN].sort((a, b) => a - b).join(),
        );
        expect(new Set(keys).size).toBe(keys.length);
        const short = degreesOf(agents, degree, seed).filter((count) => count !== degree);
        expect(short).toEqual(agents % 2 === 1 && degree % 2 === 1 ? [degree - 1] : []);
      }),
    );
  });

  it('links every two agents equally often', () => {
    const [agents, graphs] = [8, 4000];
    const counts = new Map<string, number>();
    for (let seed = 0; seed < graphs; seed += 1) {
      const { ones, others } = createRegularGraph(agents, 3, createRandom(seed));
      ones.forEach((one, index) => {
        const key = [one, others[index] ?? NaN].sort((a, b) => a - b).join();
        counts.set(key, (counts.get(key) ?? 0) + 1);
      });
    }
    // 3 of 7 others: 1,714 times, with a standard deviation of 31.
    expect(counts.size).toBe((agents * (agents - 1)) / 2);
    expect(Math.min(...counts.values())).toBeGreaterThan(1714 - 5 * 31);
    expect(Math.max(...counts.values())).toBeLessThan(1714 + 5 * 31);
  });
});

describe('diameterOf', () => {
  it.each([1, 2, 31, 32, 33, 64, 70])('finds the ends of a line of %i', (agents) => {
    const edges = edgesOf(line.routes(routing({ agents })), agents);
    expect(diameterOf(agents, edges)).toBe(agents - 1);
    expect(eccentricityOf(agents >> 1, agents, edges)).toBe(agents >> 1);
  });

  it('refuses edges that do not reach everyone', () => {
    const apart: Edges = { type: 'edges', senders: [0, 1, 2, 3], receivers: [1, 0, 3, 2] };
    expect(() => diameterOf(4, apart)).toThrow('do not connect');
  });
});

describe('random_regular', () => {
  it('is the same graph in every pass of one seed, and another for another seed or fan-out', () => {
    const first = pairsOf(randomRegular, routing({ agents: 20, seed: 1 }));
    const others = [{ seed: 2 }, { fan_out: 4 }, { agents: 21 }].map((change) =>
      pairsOf(randomRegular, routing({ agents: 20, seed: 1, ...change })),
    );
    for (const other of others) expect(other).not.toEqual(first);
    expect(pairsOf(randomRegular, routing({ agents: 20, seed: 1, pass: 9 }))).toEqual(first);
  });

  it.each([
    [20, 1, 3],
    [20, 3, 3],
    [20, 5, 5],
    [4, 9, 3],
    [3, 2, 2],
    [2, 2, 1],
    [1, 2, 0],
  ])('gives %i agents with a fan-out of %i as many as %i neighbours', (agents, fan_out, degree) => {
    const degrees = outDegrees(randomRegular, routing({ agents, fan_out }));
    expect(new Set(degrees)).toEqual(new Set([degree]));
  });

  it('has short ways, which a ring has not', () => {
    const at = routing({ agents: 1000 });
    expect(randomRegular.bound(at).passes).toBeLessThan(20);
    expect(ring.bound(at).passes).toBe(500);
  });

  it('bounds a graph too large to search by twice the way from one agent', () => {
    const { passes, reason } = randomRegular.bound(routing({ agents: 5000 }));
    expect(reason).toContain('twice the longest way');
    const edges = edgesOf(randomRegular.routes(routing({ agents: 5000 })), 5000);
    for (const agent of [1, 77, 4999])
      expect(eccentricityOf(agent, 5000, edges)).toBeLessThanOrEqual(passes);
  });
});
