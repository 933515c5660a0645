// The final readings of a shard, each distinct one kept once with the agents that hold it.

import { digestReading } from '../model/digest.js';
import type { Reading } from '../model/reading.js';
import { listsSame } from '../model/same-reading.js';
import type { ShardReading } from './protocol.js';

export class DistinctReadings {
  readonly #byDigest = new Map<string, ShardReading & { readonly agent_indexes: number[] }>();
  #latest: (ShardReading & { readonly agent_indexes: number[] }) | undefined;

  /** @throws TypeError where the reading holds a value that is not JSON. */
  add(reading: Reading, agent_index: number): void {
    if (this.#latest && listsSame(this.#latest.reading, reading)) {
      this.#latest.agent_indexes.push(agent_index);
      return;
    }
    const digests = digestReading(reading);
    const known = this.#byDigest.get(digests.reading);
    this.#latest = known ?? { reading, digests, agent_indexes: [] };
    this.#latest.agent_indexes.push(agent_index);
    this.#byDigest.set(digests.reading, this.#latest);
  }

  get all(): readonly ShardReading[] {
    return [...this.#byDigest.values()];
  }
}
