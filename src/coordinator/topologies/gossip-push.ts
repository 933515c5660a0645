// Push gossip: quick while few know, slow to reach the last.

import { EdgeList } from './edge-list.js';
import { oneWayBound } from './gossip-bound.js';
import { forEachPeer } from './gossip-peers.js';
import type { Edges, Routing, Topology } from './topology.js';

export const gossipPush: Topology = {
  name: 'gossip_push',
  summary: 'every agent sends to random peers, new in each pass',
  passes_per_exchange: 1,
  uses_fan_out: true,
  routes: (routing) => pushes(routing),
  bound: (drawing) => oneWayBound(drawing),
};

function pushes(routing: Routing): Edges {
  const edges = new EdgeList();
  forEachPeer(routing, (agent, peer) => {
    edges.send(agent, peer);
  });
  return edges.toEdges();
}
