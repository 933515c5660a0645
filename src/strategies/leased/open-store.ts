// The shared store as a file: every thread opens it for itself. A simulation has no time, so no lease expires in
// it; nor does any need to, for its agents write one after the other.

import { ManualClock, systemSessionClock } from '../../sessions/session-clock.js';
import { openSqliteStore } from '../../sessions/sqlite/sqlite-store.js';
import type { SyncSessionStore } from '../../sessions/store.js';
import type { SessionStorePlace } from '../strategy.js';

/** @throws Error where the file is no session store that this version can open. */
export function openSharedStore({ path, clock }: SessionStorePlace): SyncSessionStore {
  const opened = openSqliteStore(path, {
    clock: clock === 'virtual' ? new ManualClock() : systemSessionClock(),
    // The file lives as long as the repetition; whoever made it has looked at all of it.
    durability: 'process',
    verify: 'header',
  });
  if (opened.ok) return opened.store;
  throw new Error(`the shared session store cannot be opened: ${opened.error.message}`);
}
