// Where every agent sits.

import type { Seat } from '../../workers/protocol.js';

export interface Place {
  readonly shard: number;
  readonly seat: number;
}

export class Roster {
  readonly seats: readonly (readonly Seat[])[];
  readonly #places: readonly Place[];

  /** @param seats per shard, every agent once, in order of their indexes. */
  constructor(seats: readonly (readonly Seat[])[]) {
    this.seats = seats;
    this.#places = seats.flatMap((list, shard) => list.map((_, seat) => ({ shard, seat })));
  }

  get agents(): number {
    return this.#places.length;
  }

  /** Per agent, the shard where it sits. */
  shardOfAgents(): Int32Array {
    return Int32Array.from(this.#places, ({ shard }) => shard);
  }

  placeOf(agent_index: number): Place {
    const place = this.#places[agent_index];
    if (!place) throw new Error(`no agent number ${agent_index}`);
    return place;
  }

  /** The seats of these agents, per shard. */
  seatsOf(agent_indexes: Iterable<number>): readonly number[][] {
    const perShard = this.seats.map((): number[] => []);
    for (const agent_index of agent_indexes) {
      const { shard, seat } = this.placeOf(agent_index);
      perShard[shard]?.push(seat);
    }
    return perShard;
  }
}
