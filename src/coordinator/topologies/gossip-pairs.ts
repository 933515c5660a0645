// Push-pull gossip in pairs that are matched instead of drawn: agents take seeded places on a hypercube, and
// pass p matches them along dimension p (dimension exchange; Cybenko 1989, Dynamic load balancing for
// distributed memory multiprocessors). Nobody talks to two at once, so nobody is told anything twice: what
// random choices cost in redundancy is the difference to `gossip`. It knows all agents, and bears no losses.

import { createRandom, deriveSeed } from '../../model/random.js';
import { EdgeList } from './edge-list.js';
import { shuffledIndexes } from './shuffled-indexes.js';
import type { Edges, PassBound, Routing, Topology } from './topology.js';

export const gossipPairs: Topology = {
  name: 'gossip_pairs',
  summary: 'push-pull in pairs, matched along the dimensions of a hypercube with seeded places',
  passes_per_exchange: 1,
  routes: (routing) => matched(routing),
  bound: ({ agents }) => boundOf(agents),
};

function dimensionsOf(agents: number): number {
  return Math.ceil(Math.log2(agents));
}

function matched({ agents, pass, seed }: Routing): Edges {
  const edges = new EdgeList();
  if (agents === 1) return edges.toEdges();
  const agentAt = shuffledIndexes(agents, createRandom(deriveSeed(seed, 'places')));
  const bit = 2 ** (pass % dimensionsOf(agents));
  agentAt.forEach((agent, place) => {
    const partner = agentAt[place ^ bit];
    if (partner !== undefined && (place & bit) === 0) edges.swap(agent, partner);
  });
  return edges.toEdges();
}

/**
 * From one place to another: in as many passes as there are dimensions every bit that is too many is cleared,
 * in as many again every bit that is missing is set; no place on the way is beyond the last one taken.
 */
function boundOf(agents: number): PassBound {
  const dimensions = dimensionsOf(agents);
  const isWhole = 2 ** dimensions === agents;
  const passes = isWhole ? dimensions : 2 * dimensions;
  const kind = isWhole ? 'a hypercube' : 'an incomplete hypercube, there and back,';
  return { passes, type: 'certain', reason: `${kind} of ${dimensions} dimensions for ${agents}` };
}
