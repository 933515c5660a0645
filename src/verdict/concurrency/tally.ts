// How many of a set of writes are concurrent with one of them. Pairs are not compared: all there are, less the
// author's own, less those in a causal order with it, so that only ordered pairs cost anything.

import type { TracedWrite } from './traced-write.js';

interface Counts {
  count: number;
  /** Those of them with the same value. */
  agreeing: number;
}

export class Tally {
  readonly #all = new Map<string | null, number>();
  readonly #own = new Map<number, Map<string | null, number>>();
  readonly #own_counts = new Map<number, number>();
  readonly #ordered = new Map<TracedWrite, Counts>();
  readonly #size: number;

  /** @param writes those to one field among which pairs are looked for */
  constructor(writes: readonly TracedWrite[]) {
    this.#size = writes.length;
    for (const { agent_index, value } of writes) {
      increase(this.#all, value);
      increase(this.#own_counts, agent_index);
      const own = this.#own.get(agent_index) ?? new Map<string | null, number>();
      increase(own, value);
      this.#own.set(agent_index, own);
    }
  }

  /** One of these two follows the other. They are of different agents; each pair is told of once at most. */
  order(one: TracedWrite, other: TracedWrite): void {
    const agreeing = one.value === other.value ? 1 : 0;
    for (const write of [one, other]) {
      const counts = this.#ordered.get(write) ?? { count: 0, agreeing: 0 };
      counts.count += 1;
      counts.agreeing += agreeing;
      this.#ordered.set(write, counts);
    }
  }

  concurrentWith(write: TracedWrite): Readonly<Counts> {
    const { agent_index, value } = write;
    const ordered = this.#ordered.get(write) ?? { count: 0, agreeing: 0 };
    const others = this.#size - (this.#own_counts.get(agent_index) ?? 0);
    const own_agreeing = this.#own.get(agent_index)?.get(value) ?? 0;
    const agreeing = (this.#all.get(value) ?? 0) - own_agreeing;
    return { count: others - ordered.count, agreeing: agreeing - ordered.agreeing };
  }
}

function increase<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
