// What is left of a history's parts when only some are kept, under their old numbers: nothing in it points at
// what is gone, but passes, blobs and agents are still counted as they were.

import type { Restart } from '../../model/deliveries.js';
import type { Write } from '../../model/write.js';
import type { DeliveryParts, HistoryParts, RacePart, RoundParts } from './parts.js';
import type { Arrival } from './steps.js';

export type PrunedDelivery =
  | { readonly type: 'everyone'; readonly pass: number }
  | { readonly type: 'pass'; readonly pass: number; readonly arrivals: readonly Arrival[] }
  | { readonly type: 'restart'; readonly restart: Restart }
  | { readonly type: 'race'; readonly timelines: readonly (readonly RacePart[])[] };

export interface PrunedRound {
  readonly starts: 'anew' | 'joined';
  /** Per agent. */
  readonly writes: readonly (readonly Write[])[];
  readonly deliveries: readonly PrunedDelivery[];
}

/** @param kept the numbers of the parts that are. Without an agent, nothing that it took part in is. */
export function prune(parts: HistoryParts, kept: ReadonlySet<number>): readonly PrunedRound[] {
  const pruning = new Pruning(parts, kept);
  return parts.rounds.map((round) => pruning.round(round));
}

class Pruning {
  readonly #kept: ReadonlySet<number>;
  readonly #agents: readonly boolean[];
  #passes = 0;

  constructor({ agents }: HistoryParts, kept: ReadonlySet<number>) {
    this.#kept = kept;
    this.#agents = agents.map(({ id }) => kept.has(id));
  }

  round({ boundary, writes, deliveries }: RoundParts): PrunedRound {
    return {
      starts: this.#kept.has(boundary) ? 'anew' : 'joined',
      writes: writes.map((list, agent_index) =>
        this.#there(agent_index)
          ? list.flatMap(({ id, value }) => (this.#kept.has(id) ? [value] : []))
          : [],
      ),
      deliveries: deliveries.flatMap((delivery) => this.#delivery(delivery)),
    };
  }

  #delivery(parts: DeliveryParts): readonly PrunedDelivery[] {
    switch (parts.type) {
      case 'everyone': {
        const pass = this.#passes++;
        if (this.#kept.has(parts.id)) return [{ type: 'everyone', pass }];
        return [{ type: 'pass', pass, arrivals: [] }];
      }
      case 'pass': {
        const arrivals = parts.arrivals.flatMap(({ id, value }) => {
          const whole = this.#there(value.sender, value.receiver);
          return whole && this.#kept.has(id) ? [value] : [];
        });
        return [{ type: 'pass', pass: this.#passes++, arrivals }];
      }
      case 'restart': {
        const { id, restart } = parts;
        const stays = this.#kept.has(id) && this.#there(restart.agent_index);
        return stays ? [{ type: 'restart', restart }] : [];
      }
      case 'race':
        return this.#race(parts.timelines);
    }
  }

  /** A race in which nothing is accepted is no race: its writes alone are the same. */
  #race(timelines: readonly (readonly RacePart[])[]): readonly PrunedDelivery[] {
    const left = timelines.map((timeline, agent_index) =>
      this.#there(agent_index) ? timeline.filter((event) => this.#eventStays(event)) : [],
    );
    const accepts = left.flat().some(({ value: [type] }) => type === 'accept');
    return accepts ? [{ type: 'race', timelines: left }] : [];
  }

  #eventStays({ id, value }: RacePart): boolean {
    if (id === null) return true;
    return this.#kept.has(id) && (value[0] !== 'accept' || this.#there(value[1]));
  }

  #there(...agents: readonly number[]): boolean {
    return agents.every((agent_index) => this.#agents[agent_index] === true);
  }
}
