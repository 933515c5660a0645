// The two stores of the reproduction, as a user has them: LangGraph's own, and ours in its place.

import { InMemoryStore } from '@langchain/langgraph';
import type { Reproduction, StoresUnderTest } from './reproduce.js';
import { reproduce } from './reproduce.js';

/** Each makes a fresh and empty store; ours is not even loaded before it is asked for. */
export const STORES: StoresUnderTest = {
  stock: () =>
    Promise.resolve({
      name: 'InMemoryStore',
      store: new InMemoryStore(),
      attribution: () => [],
    }),
  synced: async () => {
    const { SyncedStore } = await import('../runtime/synced-store.js');
    const store = new SyncedStore();
    return {
      name: 'SyncedStore',
      store,
      attribution: (namespace, key) => store.attribution(namespace, key),
    };
  },
};

export function reproduceOnBoth(): Promise<Reproduction> {
  return reproduce(STORES);
}
