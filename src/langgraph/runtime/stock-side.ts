// What the stock store's own code answers from, kept in step with the core: its maps of items and its vectors.

import type { InMemoryStore } from '@langchain/langgraph';
import type { ItemChange, ItemView } from '../core-terms.js';
import type { StoreCore } from '../store-core.js';
import type { CheckedPut } from './checked-put.js';
import { Mirror } from './mirror.js';
import { Vectors } from './vectors.js';
import type { TextVectors } from './vectors.js';

export class StockSide {
  readonly #core: StoreCore;
  readonly #mirror: Mirror;
  readonly #vectors: Vectors;

  constructor(store: InMemoryStore, core: StoreCore) {
    this.#core = core;
    this.#mirror = new Mirror(store);
    this.#vectors = new Vectors(store);
    core.onChange((change) => {
      this.#changed(change);
    });
  }

  /** See {@link Vectors.prepare}. */
  prepare(puts: readonly CheckedPut[]): Promise<TextVectors> | null {
    return this.#vectors.prepare(puts.map(({ put, value, index }) => ({ id: put, value, index })));
  }

  /** @returns rejects where the embeddings of what values have merged to fail; they are stored all the same */
  async written(puts: readonly CheckedPut[], vectors: TextVectors | null): Promise<void> {
    for (const { put } of puts) this.#mirror.open(put.namespace);
    await Promise.all(
      puts.map(({ put, index }) =>
        this.#vectors.refresh(this.#core.view(put), index, vectors ?? undefined),
      ),
    );
  }

  /** Nobody waits for it: where the embeddings fail, search goes on finding by what was there before. */
  reindex(item: ItemView | null): void {
    this.#vectors.refresh(item, undefined).catch(() => undefined);
  }

  /** Resolves when all vectors that were asked for are made, or have failed. */
  settled(): Promise<void> {
    return this.#vectors.settled();
  }

  #changed({ item, cause }: ItemChange): void {
    this.#mirror.show(item);
    // A write says itself which fields are to be found by; what arrives is indexed as the store is configured.
    if (cause === 'arrival') this.reindex(item);
  }
}
