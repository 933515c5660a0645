// Names of items. Two namespaces that read alike once joined by colons are one, as they are in LangGraph's
// own InMemoryStore, so that what was one item there does not become two here.

import type { ItemId } from './store-updates.js';

/** One text per item. */
export function itemName({ namespace, key }: ItemId): string {
  return JSON.stringify([namespaceName(namespace), key]);
}

export function namespaceName(namespace: readonly string[]): string {
  return namespace.join(':');
}

export function isWithin(namespace: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((label, index) => namespace[index] === label);
}
