// How many of a set of writes are concurrent with one of them. Pairs are not compared: all there are, less the
// author's own, less those in a causal order with it, so that only ordered pairs cost anything.

import { groupBy } from '../grouping.js';
import type { TracedWrite } from './traced-write.js';

/** One write among those to one field, and how many of them are in a causal order with it. */
export interface Tallied {
  readonly traced: TracedWrite;
  ordered: number;
  /** Those of them with the same value. */
  ordered_agreeing: number;
}

/** One of these two follows the other. They are of different agents, and each pair is told of once. */
export function order(one: Tallied, other: Tallied): void {
  const agreeing = one.traced.value === other.traced.value ? 1 : 0;
  one.ordered += 1;
  one.ordered_agreeing += agreeing;
  other.ordered += 1;
  other.ordered_agreeing += agreeing;
}

export class Tally {
  /** In the order given. */
  readonly writes: readonly Tallied[];
  readonly #all: Values;
  readonly #own: ReadonlyMap<number, Values>;

  /** @param writes those to one field among which pairs are looked for */
  constructor(writes: readonly TracedWrite[]) {
    this.writes = writes.map((traced) => ({ traced, ordered: 0, ordered_agreeing: 0 }));
    this.#all = new Values(writes);
    const by_agent = groupBy(writes, ({ agent_index }) => agent_index);
    this.#own = new Map(Array.from(by_agent, ([agent, own]) => [agent, new Values(own)]));
  }

  concurrentWith({ traced: { agent_index, value }, ...counts }: Tallied): {
    readonly count: number;
    readonly agreeing: number;
  } {
    const [all, own] = [this.#all, this.#own.get(agent_index)];
    const agreeing = all.withValue(value) - (own?.withValue(value) ?? 0);
    return {
      count: all.count - (own?.count ?? 0) - counts.ordered,
      agreeing: agreeing - counts.ordered_agreeing,
    };
  }
}

class Values {
  readonly count: number;
  readonly #counts = new Map<string | null, number>();

  constructor(writes: readonly TracedWrite[]) {
    this.count = writes.length;
    for (const { value } of writes) this.#counts.set(value, this.withValue(value) + 1);
  }

  withValue(value: string | null): number {
    return this.#counts.get(value) ?? 0;
  }
}
