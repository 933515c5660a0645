// After how many passes gossip has reached everyone, but for a chance below 1e-9. The bounds are those of the
// literature for one rumour, with all rumours counted: one starts at each agent. Their constants are checked
// against the exact distribution in the tests.

import { peersPerAgent } from './gossip-peers.js';
import type { PassBound, Routing } from './topology.js';

type Drawing = Omit<Routing, 'pass'>;

const FAILURE_PROBABILITY = 1e-9;
/** What the literature leaves as O(1), from the exact distributions of up to 512 agents, and one to spare. */
const ONE_WAY_SPARE_PASSES = 2;
const BOTH_WAYS_SPARE_PASSES = 3;

/**
 * Push (Frieze & Grimmett 1985, Pittel 1987): those who know grow by 1 + k a pass, until each of the last is
 * missed by everyone with probability e^-k. The bound holds for pull too: with every edge and the order of
 * passes turned round, one is the other, so that who has heard from whom is as likely in both.
 */
export function oneWayBound(drawing: Drawing): PassBound {
  const spread = (agents: number, peers: number) =>
    Math.log(agents) / Math.log(1 + peers) +
    (Math.log(agents) - Math.log(allowance(agents))) / peers;
  const source = 'log n / log(k+1) + ln n / k (Pittel 1987), and the chance of a straggler';
  return boundOf(drawing, spread, ONE_WAY_SPARE_PASSES, source);
}

/**
 * Push-pull (Karp et al. 2000): those who know grow by 1 + 2k a pass; after half-time the share of those who
 * do not is raised to the power 1 + k in each pass, until none is left.
 */
export function bothWaysBound(drawing: Drawing): PassBound {
  const spread = (agents: number, peers: number) =>
    Math.log(agents) / Math.log(1 + 2 * peers) +
    Math.log(-Math.log(allowance(agents))) / Math.log(1 + peers);
  const source = 'log n / log(2k+1) + O(log log n) (Karp et al. 2000)';
  return boundOf(drawing, spread, BOTH_WAYS_SPARE_PASSES, source);
}

/** The chance of failure that each of the rumours may have. */
function allowance(agents: number): number {
  return FAILURE_PROBABILITY / agents;
}

function boundOf(
  drawing: Drawing,
  spread: (agents: number, peers: number) => number,
  spare_passes: number,
  source: string,
): PassBound {
  const { agents } = drawing;
  const peers = peersPerAgent(drawing);
  if (peers === agents - 1) {
    const passes = Math.min(1, peers);
    return { passes, type: 'certain', reason: 'every agent turns to all others' };
  }
  const passes = Math.ceil(spread(agents, peers)) + spare_passes;
  const reason = `gossip of n = ${agents} agents with k = ${peers}: ${source}`;
  return { passes, type: 'likely', reason };
}
