import { describe, expect, it } from 'vitest';
import { edgesOf } from '../../../src/coordinator/topologies/edges-of.js';
import { grid } from '../../../src/coordinator/topologies/grid.js';
import { line } from '../../../src/coordinator/topologies/line.js';
import { mesh } from '../../../src/coordinator/topologies/mesh.js';
import { ring } from '../../../src/coordinator/topologies/ring.js';
import { star } from '../../../src/coordinator/topologies/star.js';
import { tree } from '../../../src/coordinator/topologies/tree.js';
import type { Topology } from '../../../src/coordinator/topologies/topology.js';
import { outDegrees, pairsOf, routing } from './spreading.js';

/** Links of a topology that sends both ways, lower agent first, in order. */
function linksOf(topology: Topology, agents: number): readonly string[] {
  const pairs = pairsOf(topology, routing({ agents }));
  const links = new Set(pairs.map(([one, other]) => [one, other].sort((a, b) => a - b).join('-')));
  expect(pairs).toHaveLength(2 * links.size);
  return [...links].sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
}

describe('star', () => {
  it('takes what the leaves hold to the hub first, and back in one blob for all then', () => {
    expect(star.passes_per_exchange).toBe(2);
    expect(star.routes(routing({ agents: 4, pass: 6 }))).toEqual({
      ...{ type: 'edges', senders: [1, 2, 3], receivers: [0, 0, 0] },
    });
    expect(star.routes(routing({ agents: 4, pass: 7 }))).toEqual({
      ...{ type: 'edges', senders: [0, 0, 0], receivers: [1, 2, 3], combined: true },
    });
  });

  it('allows for a heal that begins with the hub sending', () => {
    expect([1, 2, 3, 50].map((agents) => star.bound(routing({ agents })).passes)).toEqual([
      ...[0, 2, 3, 3],
    ]);
  });
});

describe('ring', () => {
  it('links each agent with the next, and the last with the first', () => {
    expect(linksOf(ring, 5)).toEqual(['0-1', '0-4', '1-2', '2-3', '3-4']);
    expect(linksOf(ring, 3)).toEqual(['0-1', '0-2', '1-2']);
    expect(linksOf(ring, 2)).toEqual(['0-1']);
  });
});

describe('line', () => {
  it('links each agent with the next', () => {
    expect(linksOf(line, 4)).toEqual(['0-1', '1-2', '2-3']);
  });
});

describe('grid', () => {
  it('links the places of a square with those beside and below', () => {
    expect(linksOf(grid, 9)).toEqual([
      ...['0-1', '0-3', '1-2', '1-4', '2-5', '3-4', '3-6', '4-5', '4-7', '5-8', '6-7', '7-8'],
    ]);
  });

  it('leaves its last row short where the agents make no square', () => {
    expect(linksOf(grid, 5)).toEqual(['0-1', '0-3', '1-2', '1-4', '3-4']);
    expect(linksOf(grid, 7)).toContain('3-6');
    expect(Math.max(...outDegrees(grid, routing({ agents: 1000 })))).toBe(4);
  });
});

describe('tree', () => {
  it('links every agent with its two children', () => {
    expect(linksOf(tree, 6)).toEqual(['0-1', '0-2', '1-3', '1-4', '2-5']);
  });
});

describe('edgesOf', () => {
  it('names every pair of a mesh once, senders in order for each receiver', () => {
    expect(edgesOf(mesh.routes(routing()), 3)).toEqual({
      ...{ type: 'edges', senders: [1, 2, 0, 2, 0, 1], receivers: [0, 0, 1, 1, 2, 2] },
    });
    expect(edgesOf({ type: 'everyone_to_everyone' }, 1).senders).toEqual([]);
  });

  it('leaves edges as they are', () => {
    const routes = star.routes(routing({ pass: 1 }));
    expect(edgesOf(routes, 8)).toBe(routes);
  });
});
