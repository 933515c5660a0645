// A complete binary tree, laid out like a heap: few edges, short ways, and a root that much depends on.

import { EdgeList } from './edge-list.js';
import type { Edges, PassBound, Topology } from './topology.js';

export const tree: Topology = {
  name: 'tree',
  summary: 'every agent exchanges with its parent and its two children in a binary tree',
  passes_per_exchange: 1,
  routes: ({ agents }) => upAndDown(agents),
  bound: ({ agents }) => boundOf(agents),
};

function upAndDown(agents: number): Edges {
  const edges = new EdgeList();
  for (let child = 1; child < agents; child += 1) edges.swap((child - 1) >> 1, child);
  return edges.toEdges();
}

/**
 * Between the deepest agents left and right of the root. The first agent of the deepest level is always on
 * the left; the right half of that level begins with agent 3 x 2^(depth - 1) - 1.
 */
function boundOf(agents: number): PassBound {
  const depth = Math.floor(Math.log2(agents));
  const right = agents >= 3 * 2 ** (depth - 1) ? depth : depth - 1;
  const reason = `diameter of a binary tree of ${agents}`;
  return { passes: Math.max(0, depth + right), type: 'certain', reason };
}
