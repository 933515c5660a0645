import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seatAgents } from '../../src/coordinator/division.js';

const agentIds = (count: number) => Array.from({ length: count }, (_, index) => `agent-${index}`);

describe('division of agents over shards', () => {
  it('gives every agent one seat, in order, in shards whose sizes differ by one at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 20 }),
        (agents, shards) => {
          const seats = seatAgents(agentIds(agents), shards, 1);
          const sizes = seats.map((shard) => shard.length);
          expect(seats.flat().map((seat) => seat.agent_index)).toEqual([
            ...agentIds(agents).keys(),
          ]);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          expect(seats).toHaveLength(shards);
        },
      ),
    );
  });

  it('gives every agent a peer id of its own, the same for the same seed', () => {
    const peers = (seed: number) =>
      seatAgents(agentIds(1_000), 3, seed)
        .flat()
        .map((seat) => seat.peer_id);
    expect(new Set(peers(1)).size).toBe(1_000);
    expect(peers(1)).toEqual(peers(1));
    expect(peers(1)).not.toEqual(peers(2));
  });
});
