// The stores that a race can run on, each opened the same way.

import { createMemoryStore } from '../memory/memory-store.js';
import type { StoreOptions } from '../operation.js';
import { openSqliteStore } from '../sqlite/sqlite-store.js';
import type { SyncSessionStore } from '../store.js';
import type { SessionStoreName } from './race-terms.js';

/** `path` is of no use to a store that has no file. @throws Error where the file cannot be opened. */
export type OpenRaceStore = (path: string, options: StoreOptions) => SyncSessionStore;

export const RACE_STORES: Readonly<Record<SessionStoreName, OpenRaceStore>> = {
  memory: (_, options) => createMemoryStore(options),
  // No race cuts the power: what is timed is coordination, and not how long this disk takes to flush.
  sqlite: (path, options) => {
    const opened = openSqliteStore(path, { ...options, durability: 'process' });
    if (opened.ok) return opened.store;
    throw new Error(opened.error.message);
  },
};
