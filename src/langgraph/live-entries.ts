// Which items have their documents at hand. A document takes memory of the engine, so beyond a number of them
// those longest unused rest (resting-engine.ts).

import type { StoreEntry } from './store-entry.js';

export class LiveEntries {
  readonly #limit: number;
  /** Those longest unused first: a set iterates in the order of adding. */
  readonly #live = new Set<StoreEntry>();

  constructor(limit: number) {
    this.#limit = Math.max(1, limit);
  }

  get size(): number {
    return this.#live.size;
  }

  /** To be called before the document of an entry is written to. */
  use(entry: StoreEntry): StoreEntry {
    this.#live.delete(entry);
    this.#live.add(entry);
    if (this.#live.size > this.#limit) this.#restOldest();
    return entry;
  }

  dispose(): void {
    for (const entry of this.#live) entry.document.dispose();
    this.#live.clear();
  }

  #restOldest(): void {
    const [oldest] = this.#live;
    if (oldest === undefined) return;
    this.#live.delete(oldest);
    oldest.document.rest();
  }
}
