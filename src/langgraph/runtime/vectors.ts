// Keeps the vectors of items in step with what they merged to. One after the other, so that the vector of an
// older value never overwrites that of a newer one.

import type { InMemoryStore } from '@langchain/langgraph';
import type { ItemId } from '../store-updates.js';
import { internalsOf } from './stock-store.js';
import type { IndexChoice } from './stock-store.js';

export class Vectors {
  readonly #store: InMemoryStore;
  #previous: Promise<void> = Promise.resolve();

  constructor(store: InMemoryStore) {
    this.#store = store;
  }

  /**
   * Makes the vectors of an item as it is by the time it is its turn.
   * @throws what the embeddings throw; the item stays as it is
   */
  refresh(id: ItemId, index: IndexChoice, read: () => object | null): Promise<void> {
    const turn = this.#previous.then(() => this.#embed(id, index, read()));
    this.#previous = turn.catch(() => undefined);
    return turn;
  }

  async #embed(id: ItemId, index: IndexChoice, value: object | null): Promise<void> {
    const embeddings = this.#store.indexConfig?.embeddings;
    if (embeddings === undefined || value === null) return;
    const internals = internalsOf(this.#store);
    const texts = internals.extractTexts([{ ...id, value, index }]);
    const words = Object.keys(texts);
    if (words.length === 0) return;
    internals.insertVectors(texts, await embeddings.embedDocuments(words));
  }
}
