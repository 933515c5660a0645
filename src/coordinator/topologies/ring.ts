// Each agent exchanges with the next and the one before: two neighbours, however many agents there are.

import { EdgeList } from './edge-list.js';
import type { Edges, Topology } from './topology.js';

export const ring: Topology = {
  name: 'ring',
  summary: 'every agent exchanges with the two beside it, the last with the first',
  passes_per_exchange: 1,
  routes: ({ agents }) => around(agents),
  bound: ({ agents }) => ({
    passes: Math.floor(agents / 2),
    type: 'certain',
    reason: `diameter of a ring of ${agents}`,
  }),
};

function around(agents: number): Edges {
  const edges = new EdgeList();
  // Two agents are beside each other once, and one agent is beside nobody.
  const links = agents > 2 ? agents : agents - 1;
  for (let agent = 0; agent < links; agent += 1) edges.swap(agent, (agent + 1) % agents);
  return edges.toEdges();
}
