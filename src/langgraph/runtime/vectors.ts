// Keeps the vectors of items in step with what they merged to. One after the other, so that the vector of an
// older value never overwrites that of a newer one.

import type { InMemoryStore } from '@langchain/langgraph';
import type { ItemView } from '../core-terms.js';
import { internalsOf } from './stock-store.js';
import type { IndexChoice } from './stock-store.js';

type Embeddings = NonNullable<InMemoryStore['indexConfig']>['embeddings'];

export class Vectors {
  readonly #store: InMemoryStore;
  #previous: Promise<void> = Promise.resolve();

  constructor(store: InMemoryStore) {
    this.#store = store;
  }

  /**
   * Makes the vectors of an item as it is by the time it is its turn.
   * @returns rejects with what the embeddings throw; the item stays as it is
   */
  refresh(item: ItemView | null, index: IndexChoice): Promise<void> {
    const embeddings = this.#store.indexConfig?.embeddings;
    if (embeddings === undefined || item === null || index === false) return Promise.resolve();
    const turn = this.#previous.then(() => this.#embed(embeddings, item, index));
    this.#previous = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when all that was asked for is done, or has failed. */
  settled(): Promise<void> {
    return this.#previous;
  }

  async #embed(embeddings: Embeddings, item: ItemView, index: IndexChoice): Promise<void> {
    const { value } = item;
    if (value === null) return;
    const internals = internalsOf(this.#store);
    const texts = internals.extractTexts([{ ...item.id, value, index }]);
    const words = Object.keys(texts);
    if (words.length === 0) return;
    internals.insertVectors(texts, await embeddings.embedDocuments(words));
  }
}
