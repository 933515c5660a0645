// Push-pull gossip. With deltas this is anti-entropy (Demers et al. 1987, Epidemic algorithms for replicated
// database maintenance): two replicas compare what they hold and each sends what the other lacks.

import { EdgeList } from './edge-list.js';
import { bothWaysBound } from './gossip-bound.js';
import { forEachPeer } from './gossip-peers.js';
import type { Edges, Routing, Topology } from './topology.js';

export const gossip: Topology = {
  name: 'gossip',
  summary:
    'push-pull: every agent exchanges with random peers, new in each pass; with deltas this is anti-entropy (Demers et al. 1987)',
  passes_per_exchange: 1,
  uses_fan_out: true,
  routes: (routing) => swaps(routing),
  bound: (drawing) => bothWaysBound(drawing),
};

/** Two agents that turn to each other exchange once. */
function swaps(routing: Routing): Edges {
  const edges = new EdgeList();
  const met = new Set<number>();
  forEachPeer(routing, (agent, peer) => {
    const pair = Math.min(agent, peer) * routing.agents + Math.max(agent, peer);
    if (met.has(pair)) return;
    met.add(pair);
    edges.swap(agent, peer);
  });
  return edges.toEdges();
}
