// One connection to a shared store per thread, whatever the number of its agents: they take turns anyhow. It is
// opened for the first replica and closed behind the last.

import { ourLiveness } from '../../sessions/process-lookup.js';
import type { SyncSessionStore } from '../../sessions/store.js';
import type { Liveness } from '../../sessions/terms.js';
import type { SessionStorePlace } from '../strategy.js';
import { SharedLog } from './shared-log.js';

/** @throws Error where the store cannot be opened. */
export type OpenStore = (place: SessionStorePlace) => SyncSessionStore;

export interface Connection {
  readonly store: SyncSessionStore;
  readonly log: SharedLog;
  readonly liveness: Liveness;
  /** Of one replica; the last one closes the store. */
  leave(): void;
}

/** Those of this thread. */
export class Connections {
  readonly #open: OpenStore;
  readonly #joined = new Map<string, Connection & { users: number }>();

  constructor(open: OpenStore) {
    this.#open = open;
  }

  join(place: SessionStorePlace): Connection {
    const known = this.#joined.get(place.path) ?? this.#connect(place);
    known.users += 1;
    return known;
  }

  #connect(place: SessionStorePlace): Connection & { users: number } {
    const store = this.#open(place);
    const leave = (): void => {
      created.users -= 1;
      if (created.users > 0) return;
      this.#joined.delete(place.path);
      store.close();
    };
    const created = { store, log: new SharedLog(store), liveness: ourLiveness(), leave, users: 0 };
    this.#joined.set(place.path, created);
    return created;
  }
}
