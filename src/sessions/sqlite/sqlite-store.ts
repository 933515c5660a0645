// The session store in a SQLite file, shared by threads and processes with a connection each. Every call is one
// transaction; what it decides, the operations decide.

import { messageOf } from '../../model/problem.js';
import type { Operation, Scene, StoreOptions } from '../operation.js';
import { correctOperations, STORE_METHODS } from '../operations/registry.js';
import { InstantClock } from '../instant-clock.js';
import { systemProcesses } from '../process-lookup.js';
import { systemSessionClock } from '../session-clock.js';
import { PointTeller, watchedTables } from '../store-points.js';
import type { ArgsOf, Answer, StoreMethod, SyncSessionStore, ValueOf } from '../store.js';
import type { Tables } from '../tables.js';
import type { Connection } from './connection.js';
import type { OpenError } from './open-error.js';
import { cannotOpen, torn } from './open-error.js';
import type { OpeningOptions } from './opening.js';
import { openDatabase } from './opening.js';
import { isBusy } from './sql-error.js';
import { sqliteTables } from './sqlite-tables.js';
import { Transactions } from './transaction.js';

export type SqliteStoreOptions = StoreOptions & Partial<OpeningOptions>;

export type OpenedStore =
  | { readonly ok: true; readonly store: SyncSessionStore }
  | { readonly ok: false; readonly error: OpenError };

const DEFAULTS: OpeningOptions = { verify: 'full', durability: 'power', busy_timeout_ms: 5_000 };

/** They see one moment of the file and change nothing. */
const READS: ReadonlySet<StoreMethod> = new Set<StoreMethod>([
  'inspectLease',
  'openWork',
  'pendingInputs',
  'readState',
]);

/**
 * Opens the store at a path, or makes it. A file that is not a store of this version in good order is left as it
 * is, and so are its `-wal` and what others have open.
 *
 * Its methods throw an Error where the file cannot be read or written (a full disk, damage): nothing of that call
 * was changed then. Others who hold the file for longer than `busy_timeout_ms` are an answer, `StoreBusy`.
 */
export function openSqliteStore(path: string, options: SqliteStoreOptions = {}): OpenedStore {
  const opening = { ...DEFAULTS, ...options };
  const opened = openDatabase(path, opening);
  if (!opened.ok) return opened;
  const { connection } = opened;
  try {
    const tables = sqliteTables(connection);
    return { ok: true, store: storeOn(connection, tables, opening) };
  } catch (thrown) {
    connection.close();
    return isBusy(thrown) ? cannotOpen(path, messageOf(thrown)) : torn(path, messageOf(thrown));
  }
}

/** What one call needs. */
interface Desk {
  readonly scene: Scene & { readonly clock: InstantClock };
  readonly transactions: Transactions;
  readonly teller: PointTeller | null;
}

function storeOn(
  connection: Connection,
  rows: Tables,
  options: StoreOptions & OpeningOptions,
): SyncSessionStore {
  const { operations = correctOperations } = options;
  let desk: Desk | null = deskOn(connection, rows, options);
  const methodOf = <M extends StoreMethod>(method: M) => {
    const call = callOf(method, operations[method]);
    return (args: ArgsOf<M>): Answer<ValueOf<M>> => {
      if (!desk) throw new Error(`the session store is closed: ${method}`);
      return call(desk, args);
    };
  };
  const methods = Object.fromEntries(STORE_METHODS.map((method) => [method, methodOf(method)]));
  const close = (): void => {
    desk?.transactions.end();
    desk = null;
  };
  return { ...(methods as unknown as Omit<SyncSessionStore, 'close'>), close };
}

function deskOn(
  connection: Connection,
  rows: Tables,
  options: StoreOptions & OpeningOptions,
): Desk {
  const { clock = systemSessionClock(), processes = systemProcesses(), reached } = options;
  const teller = reached ? new PointTeller(reached) : null;
  const tables = teller ? watchedTables(rows, teller.wrote) : rows;
  const transactions = new Transactions(connection, options.busy_timeout_ms);
  return {
    scene: { tables, clock: new InstantClock(clock), processes },
    transactions,
    teller,
  };
}

function callOf<M extends StoreMethod>(method: M, operation: Operation<M>) {
  const kind = READS.has(method) ? 'read' : 'write';
  return ({ scene, transactions, teller }: Desk, args: ArgsOf<M>): Answer<ValueOf<M>> => {
    teller?.begin(method);
    const answer = transactions.run(kind, () => {
      scene.clock.letGo();
      const value = operation(scene, args);
      return { value, keeps: value.ok };
    });
    teller?.end(method);
    return answer ?? busy(method);
  };
}

function busy(method: StoreMethod): Answer<never> {
  const message = `${method} waited for others in vain; it changed nothing and may be tried again`;
  return { ok: false, error: { code: 'StoreBusy', message } };
}
