// Everything goes through agent 0: what a server that merges for everyone costs, and how busy its hub is.

import { EdgeList } from './edge-list.js';
import type { Edges, PassBound, Routing, Topology } from './topology.js';

const HUB = 0;

export const star: Topology = {
  name: 'star',
  summary: 'every agent sends to agent 0, which merges and then sends one blob to all',
  passes_per_exchange: 2,
  routes: ({ agents, pass }) => (pass % 2 === 0 ? toHub(agents) : fromHub(agents)),
  bound: ({ agents }) => boundOf(agents),
};

function toHub(agents: number): Edges {
  const edges = new EdgeList();
  for (let leaf = HUB + 1; leaf < agents; leaf += 1) edges.send(leaf, HUB);
  return edges.toEdges();
}

function fromHub(agents: number): Edges {
  const edges = new EdgeList();
  for (let leaf = HUB + 1; leaf < agents; leaf += 1) edges.send(HUB, leaf);
  return { ...edges.toEdges(), combined: true };
}

/**
 * A heal may begin with the hub's turn to send. What it sends then misses what the leaves hold, so that a
 * whole exchange has to follow; with a single leaf the two turns suffice in either order.
 */
function boundOf(agents: Routing['agents']): PassBound {
  if (agents <= 2) return certain(agents === 1 ? 0 : 2, `a star of ${agents} takes each turn once`);
  return certain(3, 'to the hub and back, begun at the wrong one of the two turns');
}

function certain(passes: number, reason: string): PassBound {
  return { passes, type: 'certain', reason };
}
