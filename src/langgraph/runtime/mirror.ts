// The stock store's maps, kept in step with the core, so that its own code answers searches and listings.

import type { InMemoryStore, Item } from '@langchain/langgraph';
import type { ItemView } from '../core-terms.js';
import { namespaceName } from '../items.js';
import { sharedItem } from './stock-items.js';
import { internalsOf } from './stock-store.js';

export class Mirror {
  readonly #data: Map<string, Map<string, Item>>;

  /** @throws StoreError `foreign_runtime` where this version of LangGraph has no such maps */
  constructor(store: InMemoryStore) {
    this.#data = internalsOf(store).data;
  }

  /** A namespace that something was put to or deleted from is listed, as in the stock store. */
  open(namespace: readonly string[]): Map<string, Item> {
    const name = namespaceName(namespace);
    const items = this.#data.get(name) ?? new Map<string, Item>();
    this.#data.set(name, items);
    return items;
  }

  show(view: ItemView): void {
    const items = this.open(view.id.namespace);
    if (view.exists) items.set(view.id.key, sharedItem(view));
    else items.delete(view.id.key);
  }
}
