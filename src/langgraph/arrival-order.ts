// In which order updates that came together can be taken: those of a store as it numbered them, each after
// those that it rests on. What is in them is not looked at.

import type { Receipt, StoreUpdate, StoreVersion } from './store-updates.js';

export interface Arrivals {
  /** Those that can be taken, in an order in which they can. */
  readonly ready: readonly StoreUpdate[];
  /** What becomes of each of those that came, in the order in which they came. */
  readonly receipts: readonly Receipt[];
}

/** An update and its place among those that came. */
interface Arrival {
  readonly update: StoreUpdate;
  readonly index: number;
}

/** @param held what is held by who gets the updates, in whatever order and as often as they come */
export function orderArrivals(updates: readonly StoreUpdate[], held: StoreVersion): Arrivals {
  return new Ordering(updates, held).run();
}

class Ordering {
  readonly #ready: StoreUpdate[] = [];
  readonly #receipts: Receipt[];
  readonly #held: Map<string, number>;
  /** By store, its updates, the next one last. */
  readonly #queues: ReadonlyMap<string, Arrival[]>;
  /** By store, the stores whose next update rests on one of its updates that is not there. */
  readonly #waiting = new Map<string, Set<string>>();

  constructor(updates: readonly StoreUpdate[], held: StoreVersion) {
    this.#receipts = updates.map(() => 'gap');
    this.#held = new Map(held);
    this.#queues = queuesOf(updates);
  }

  run(): Arrivals {
    const due = new Set(this.#queues.keys());
    // Those added while it is gone through are gone through as well.
    for (const replica_id of due) {
      due.delete(replica_id);
      for (const released of this.#takeFrom(replica_id)) due.add(released);
    }
    return { ready: this.#ready, receipts: this.#receipts };
  }

  /** @returns the stores that may have been waiting for what was taken */
  #takeFrom(replica_id: string): Iterable<string> {
    const queue = this.#queues.get(replica_id) ?? [];
    const taken_before = this.#ready.length;
    for (let next = queue.at(-1); next && this.#take(next); next = queue.at(-1)) queue.pop();
    if (this.#ready.length === taken_before) return [];
    const released = this.#waiting.get(replica_id) ?? [];
    this.#waiting.delete(replica_id);
    return released;
  }

  #take({ update, index }: Arrival): boolean {
    const { replica_id, sequence } = update;
    const held = this.#held.get(replica_id) ?? 0;
    if (sequence > held + 1) return false;
    if (sequence === held + 1) {
      if (this.#waits(update)) return false;
      this.#held.set(replica_id, sequence);
      this.#ready.push(update);
    }
    this.#receipts[index] = sequence > held ? 'applied' : 'known';
    return true;
  }

  #waits({ replica_id, follows }: StoreUpdate): boolean {
    for (const [other, sequence] of follows ?? []) {
      if (sequence <= (this.#held.get(other) ?? 0)) continue;
      const waiting = this.#waiting.get(other) ?? new Set();
      this.#waiting.set(other, waiting.add(replica_id));
      return true;
    }
    return false;
  }
}

function queuesOf(updates: readonly StoreUpdate[]): ReadonlyMap<string, Arrival[]> {
  const queues = new Map<string, Arrival[]>();
  for (const [index, update] of updates.entries()) {
    const queue = queues.get(update.replica_id);
    if (queue) queue.push({ update, index });
    else queues.set(update.replica_id, [{ update, index }]);
  }
  for (const queue of queues.values()) queue.sort(latestFirst);
  return queues;
}

function latestFirst({ update: left, index }: Arrival, other: Arrival): number {
  return other.update.sequence - left.sequence || other.index - index;
}
