// A ring that is cut: the longest way there is between two agents, and the worst case for every delay.

import { EdgeList } from './edge-list.js';
import type { Edges, Topology } from './topology.js';

export const line: Topology = {
  name: 'line',
  summary: 'every agent exchanges with the two beside it, the first and the last with one',
  passes_per_exchange: 1,
  routes: ({ agents }) => along(agents),
  bound: ({ agents }) => ({
    passes: agents - 1,
    type: 'certain',
    reason: `diameter of a line of ${agents}`,
  }),
};

function along(agents: number): Edges {
  const edges = new EdgeList();
  for (let agent = 1; agent < agents; agent += 1) edges.swap(agent - 1, agent);
  return edges.toEdges();
}
