// What a scenario is given to run on: a store, and a process of this host that can be ended where the store looks it
// up. A store of one's own brings both; see `stores.ts` for ours.

import type { Awaitable, SessionStore } from '../store.js';
import type { Liveness } from '../terms.js';

export interface HolderProcess {
  /** As the store's process lookup knows it. */
  readonly liveness: Liveness;
  /** Resolves when the store's lookup finds it dead. */
  end(): Awaitable<void>;
}

export interface ScenarioHarness {
  readonly store: SessionStore;
  startProcess(): Awaitable<HolderProcess>;
}
