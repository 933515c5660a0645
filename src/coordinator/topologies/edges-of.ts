// Any routes as a list of edges, for passes in which each delivery has a fate of its own.

import { EdgeList } from './edge-list.js';
import type { Edges, Routes } from './topology.js';

/**
 * Routes that name their edges as they are; everyone to everyone as agents x (agents - 1) edges, in order of
 * receivers, and of senders for each: the order in which a full mesh is imported.
 */
export function edgesOf(routes: Routes, agents: number): Edges {
  return routes.type === 'edges' ? routes : everyPair(agents);
}

function everyPair(agents: number): Edges {
  const edges = new EdgeList();
  for (let receiver = 0; receiver < agents; receiver += 1) {
    for (let sender = 0; sender < agents; sender += 1) {
      if (sender !== receiver) edges.send(sender, receiver);
    }
  }
  return edges.toEdges();
}
