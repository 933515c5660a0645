// Replicas of the strategy over one store in memory, on as many connections as if they were threads.

import { derivePeerId } from '../../../src/model/random.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import { createStrategy } from '../../../src/strategies/leased/strategy.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { Replica } from '../../../src/strategies/strategy.js';

export const memoryStore = (clock = new ManualClock()): SyncSessionStore =>
  createMemoryStore({ clock });

/** The same store, some methods of which do otherwise. Closing it is left to nobody. */
export function altered(
  store: SyncSessionStore,
  changes: Partial<SyncSessionStore>,
): SyncSessionStore {
  return { ...store, close: () => undefined, ...changes };
}

/** Makes replicas that share one connection to that store: those of one thread. */
export function threadOn(store: SyncSessionStore): (agent_id: string) => Replica {
  const strategy = createStrategy(() => altered(store, {}));
  return (agent_id) =>
    strategy.createReplica({
      agent_id,
      peer_id: derivePeerId(1, agent_id, 0),
      model: pickSmallest,
      session_store: { path: 'shared.db', clock: 'virtual' },
    });
}
