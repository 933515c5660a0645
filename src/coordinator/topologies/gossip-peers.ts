// Whom each agent turns to in one pass of gossip: peers drawn afresh in every pass, each from all others
// alike. What is exchanged with them is for the topologies to say.

import { createRandom, deriveSeed, type Random } from '../../model/random.js';
import type { Routing } from './topology.js';

/** How many peers there are to draw: no more than there are others. */
export function peersPerAgent({ agents, fan_out }: Omit<Routing, 'pass'>): number {
  return Math.min(fan_out, agents - 1);
}

/**
 * Calls `visit` with every agent and each of its peers, which are distinct and never itself. All three kinds
 * of gossip see the same choices for one routing, so that they differ in direction alone.
 */
export function forEachPeer(routing: Routing, visit: (agent: number, peer: number) => void): void {
  const { agents, pass, seed } = routing;
  const random = createRandom(deriveSeed(seed, 'gossip', pass));
  const count = peersPerAgent(routing);
  const drawnBy = new Int32Array(agents).fill(-1);
  for (let agent = 0; agent < agents; agent += 1) {
    for (let others = agents - 1 - count; others < agents - 1; others += 1) {
      visit(agent, drawPeer(agent, others, drawnBy, random));
    }
  }
}

/**
 * One step of Floyd's sampling (Bentley & Floyd 1987, A sample of brilliance): as many draws as peers, with no
 * draw repeated. Others are numbered without the agent itself; `drawnBy` marks who was drawn by whom.
 */
function drawPeer(agent: number, other: number, drawnBy: Int32Array, random: Random): number {
  const drawn = random.integer(0, other);
  const chosen = drawnBy[drawn] === agent ? other : drawn;
  drawnBy[chosen] = agent;
  return chosen < agent ? chosen : chosen + 1;
}
