// Items as LangGraph hands them out. What the store keeps is shared between reads and with scopes, so whoever
// reads is given copies, and items that were handed out never change.

import type { Item } from '@langchain/langgraph';
import type { CoreItem, ItemView } from '../core-terms.js';
import { copyJson } from '../json-value.js';
import type { JsonObject } from '../key-terms.js';
import type { ItemId } from '../store-updates.js';

/** For the stock store's own maps: the value is worked out when something reads it. */
export function sharedItem(view: ItemView): Item {
  return {
    get value() {
      return view.value ?? {};
    },
    key: view.id.key,
    namespace: [...view.id.namespace],
    createdAt: new Date(view.created_at_ms),
    updatedAt: new Date(view.updated_at_ms),
  };
}

export function itemFor(id: ItemId, item: CoreItem): Item {
  return {
    value: copyOf(item.value),
    key: id.key,
    namespace: [...id.namespace],
    createdAt: new Date(item.created_at_ms),
    updatedAt: new Date(item.updated_at_ms),
  };
}

/** The same with nothing shared; a score stays. */
export function unshared<Found extends Item>(item: Found): Found {
  return {
    ...item,
    value: copyOf(item.value as JsonObject),
    namespace: [...item.namespace],
    createdAt: new Date(item.createdAt),
    updatedAt: new Date(item.updatedAt),
  };
}

function copyOf(value: JsonObject): Item['value'] {
  return copyJson(value) as Item['value'];
}
