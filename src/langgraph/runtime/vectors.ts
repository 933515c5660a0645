// Keeps the vectors of items in step with what they merged to. One after the other, so that the vector of an
// older value never overwrites that of a newer one.

import type { InMemoryStore } from '@langchain/langgraph';
import type { ItemView } from '../core-terms.js';
import type { JsonObject } from '../key-terms.js';
import type { ItemId } from '../store-updates.js';
import { internalsOf } from './stock-store.js';
import type { IndexChoice, Texts } from './stock-store.js';

type Embeddings = NonNullable<InMemoryStore['indexConfig']>['embeddings'];

/** Vectors by the texts that they are of. */
export type TextVectors = ReadonlyMap<string, number[]>;

/** What is about to be put. */
export interface Indexable {
  readonly id: ItemId;
  readonly value: JsonObject | null;
  readonly index: IndexChoice;
}

const NONE: TextVectors = new Map();

export class Vectors {
  readonly #store: InMemoryStore;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(store: InMemoryStore) {
    this.#store = store;
  }

  /**
   * Makes the vectors of values before they are put, as the stock store does: where that fails, nothing is put.
   * @returns null, at once, where the store has no index; rejects with what the embeddings throw
   */
  prepare(puts: readonly Indexable[]): Promise<TextVectors> | null {
    const embeddings = this.#store.indexConfig?.embeddings;
    if (embeddings === undefined) return null;
    return this.#inTurn(() => embed(embeddings, Object.keys(this.#textsOf(puts)), NONE));
  }

  /**
   * Makes the vectors of an item as it is by the time it is its turn.
   * @param known vectors that need not be made again
   * @returns rejects with what the embeddings throw; the item stays as it is
   */
  refresh(item: ItemView | null, index: IndexChoice, known: TextVectors = NONE): Promise<void> {
    const embeddings = this.#store.indexConfig?.embeddings;
    if (embeddings === undefined || item === null || index === false) return Promise.resolve();
    return this.#inTurn(async () => {
      const texts = this.#textsOf([{ id: item.id, value: item.value, index }]);
      const vectors = await embed(embeddings, Object.keys(texts), known);
      internalsOf(this.#store).insertVectors(texts, [...vectors.values()]);
    });
  }

  /** Resolves when all that was asked for is done, or has failed. */
  async settled(): Promise<void> {
    await this.#previous;
  }

  #textsOf(puts: readonly Indexable[]): Texts {
    const stock = puts.flatMap(({ id, value, index }) =>
      value === null ? [] : [{ namespace: id.namespace, key: id.key, value, index }],
    );
    return internalsOf(this.#store).extractTexts(stock);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#previous.then(work);
    this.#previous = turn.catch(() => undefined);
    return turn;
  }
}

/** @returns a vector for each of the texts, in their order */
async function embed(
  embeddings: Embeddings,
  texts: readonly string[],
  known: TextVectors,
): Promise<TextVectors> {
  const unknown = texts.filter((text) => !known.has(text));
  const made = unknown.length === 0 ? [] : await embeddings.embedDocuments(unknown);
  const vectors = new Map(unknown.map((text, index) => [text, made[index] ?? []]));
  return new Map(texts.map((text) => [text, known.get(text) ?? vectors.get(text) ?? []]));
}
