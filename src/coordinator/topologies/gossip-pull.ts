// Pull gossip: slow while few know, quick to reach the last.

import { EdgeList } from './edge-list.js';
import { oneWayBound } from './gossip-bound.js';
import { forEachPeer } from './gossip-peers.js';
import type { Edges, Routing, Topology } from './topology.js';

export const gossipPull: Topology = {
  name: 'gossip_pull',
  summary: 'every agent receives from random peers, new in each pass',
  passes_per_exchange: 1,
  uses_fan_out: true,
  routes: (routing) => pulls(routing),
  bound: (drawing) => oneWayBound(drawing),
};

function pulls(routing: Routing): Edges {
  const edges = new EdgeList();
  forEachPeer(routing, (agent, peer) => {
    edges.send(peer, agent);
  });
  return edges.toEdges();
}
