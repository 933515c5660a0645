// What SyncedStore needs of LangGraph's InMemoryStore that its types keep to themselves: the maps of items, which
// every read is answered from, and the way texts become vectors. All of it is here and is checked when a store
// is made, so that a version that has it otherwise is refused instead of half working.

import type { InMemoryStore, Item } from '@langchain/langgraph';
import { StoreError } from '../store-error.js';

/** How a put is to be found by search: not at all, by these fields, or (undefined) as the store is configured. */
export type IndexChoice = false | string[] | undefined;

interface StockPut {
  readonly namespace: readonly string[];
  readonly key: string;
  readonly value: object;
  readonly index: IndexChoice;
}

/** By text, where it stands: namespace, key and field. */
export type Texts = Readonly<Record<string, unknown>>;

interface StockInternals {
  readonly data: Map<string, Map<string, Item>>;
  extractTexts(puts: readonly StockPut[]): Texts;
  insertVectors(texts: Texts, embeddings: number[][]): void;
}

/** @throws StoreError `foreign_runtime` where this version of LangGraph keeps its items in another way */
export function internalsOf(store: InMemoryStore): StockInternals {
  const internals = store as unknown as StockInternals;
  const fits =
    internals.data instanceof Map &&
    typeof internals.extractTexts === 'function' &&
    typeof internals.insertVectors === 'function';
  if (fits) return internals;
  throw new StoreError('foreign_runtime', {
    what: 'this version of LangGraph keeps items in a way that is not known here',
    where: '@langchain/langgraph, InMemoryStore',
    remedy: 'install a version of @langchain/langgraph that package.json names as a peer',
  });
}
