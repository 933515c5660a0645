// The session store in memory: for one thread, for tests, and for exploring interleavings. A call is one atomic
// step because nothing else runs meanwhile.

import type { Operation, Operations, Scene, StoreOptions } from '../operation.js';
import { correctOperations, STORE_METHODS } from '../operations/registry.js';
import { InstantClock } from '../instant-clock.js';
import { systemProcesses } from '../process-lookup.js';
import { systemSessionClock } from '../session-clock.js';
import { PointTeller, watchedTables } from '../store-points.js';
import type { ArgsOf, Answer, StoreMethod, SyncSessionStore, ValueOf } from '../store.js';
import { MemoryTables } from './memory-tables.js';

/** Holds nothing but memory: `close` only forbids further calls. */
export function createMemoryStore(options: StoreOptions = {}): SyncSessionStore {
  const { clock = systemSessionClock(), processes = systemProcesses() } = options;
  const { operations = correctOperations, reached } = options;
  const teller = reached ? new PointTeller(reached) : null;
  const rows = new MemoryTables();
  const tables = teller ? watchedTables(rows, teller.wrote) : rows;
  return storeOf(operations, { tables, clock: new InstantClock(clock), processes }, teller);
}

function storeOf(
  operations: Operations,
  scene: Scene & { readonly clock: InstantClock },
  teller: PointTeller | null,
): SyncSessionStore {
  let closed = false;
  const methodOf = <M extends StoreMethod>(method: M) => {
    const operation: Operation<M> = operations[method];
    return (args: ArgsOf<M>): Answer<ValueOf<M>> => {
      if (closed) throw new Error(`the session store is closed: ${method}`);
      teller?.begin(method);
      scene.clock.letGo();
      const answer = operation(scene, args);
      teller?.end(method);
      return answer;
    };
  };
  const methods = Object.fromEntries(STORE_METHODS.map((method) => [method, methodOf(method)]));
  const close = (): void => {
    closed = true;
  };
  return { ...(methods as unknown as Omit<SyncSessionStore, 'close'>), close };
}
