// Exact division of agents over shards: sizes differ by one at most, every agent has one seat.

import { derivePeerId } from '../model/random.js';
import type { Seat } from '../workers/protocol.js';

/**
 * Consecutive agents per shard, the first shards one larger where it does not come out even.
 * @throws Error where two agents would get one peer id (a chance of about N² / 2^64).
 */
export function seatAgents(
  agents: readonly string[],
  shards: number,
  seed: number,
): readonly Seat[][] {
  const seats = agents.map((agent_id, agent_index): Seat => {
    return { agent_id, agent_index, peer_id: derivePeerId(seed, agent_id, 0) };
  });
  if (new Set(seats.map(({ peer_id }) => peer_id)).size < seats.length) {
    throw new Error(`two agents share a peer id under seed ${seed}`);
  }
  return Array.from({ length: shards }, (_, shard) =>
    seats.slice(
      firstSeat(agents.length, shards, shard),
      firstSeat(agents.length, shards, shard + 1),
    ),
  );
}

function firstSeat(agents: number, shards: number, shard: number): number {
  return Math.floor(agents / shards) * shard + Math.min(shard, agents % shards);
}
