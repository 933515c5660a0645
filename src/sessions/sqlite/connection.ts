// A connection to one SQLite file, and the traps of its library kept in one place. It knows no table and retries
// nothing. Measured with libsql 0.5.29:
// - A boolean or a Buffer as the only argument aborts the whole process: values are text, numbers or null, in a list.
// - `get` of a statement that has failed fails for ever after: such a statement is prepared anew.
// - Text is cut at a NUL and lone surrogates are lost when read back: whoever stores text spells it as JSON.
// - `close` leaves the file open until the statements are collected as garbage; the file is complete all the same.
// - An option `readonly` is ignored: the access is part of the address.

import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import Database from 'libsql';
import { sqlErrorOf } from './sql-error.js';

export type SqlValue = string | number | null;
export type Row = readonly SqlValue[];

/** How the file is opened; none but `create` makes one. */
const ACCESS = {
  create: 'mode=rwc',
  write: 'mode=rw',
  /** With its write-ahead log. May make SQLite's index of that log anew (`-shm`), and changes nothing else. */
  read: 'mode=ro',
  /** The bytes of the file alone, without its log and without a lock. Changes nothing, makes no file. */
  bytes: 'immutable=1',
} as const;

export type Access = keyof typeof ACCESS;

/** Reads rows. */
export interface Query {
  first(values: readonly SqlValue[]): Row | null;
  all(values: readonly SqlValue[]): readonly Row[];
}

/** Changes rows. */
export interface Command {
  /** The id of the row that it inserted last. */
  run(values: readonly SqlValue[]): number;
}

export interface Connection {
  query(sql: string): Query;
  command(sql: string): Command;
  /** Statements without values; what they answer is dropped. */
  exec(sql: string): void;
  readonly in_transaction: boolean;
  /** Idempotent. */
  close(): void;
}

/**
 * @param busy_timeout_ms How long SQLite itself waits for others.
 * @throws SqlError `cannot_open`. Whether it is a database shows with the first statement.
 */
export function connect(path: string, access: Access, busy_timeout_ms = 0): Connection {
  const address = `${pathToFileURL(resolve(path)).href}?${ACCESS[access]}`;
  const database = guarded(() => new Database(address, { timeout: busy_timeout_ms }));
  return {
    query: (sql) => new PreparedQuery(() => database.prepare(sql).raw()),
    command: (sql) => new PreparedCommand(() => database.prepare(sql)),
    exec: (sql) => {
      guarded(() => database.exec(sql));
    },
    get in_transaction() {
      return database.inTransaction;
    },
    close: () => {
      if (database.open) database.close();
    },
  };
}

type Prepared = ReturnType<Database.Database['prepare']>;

class Renewed {
  readonly #prepare: () => Prepared;
  #statement: Prepared;

  constructor(prepare: () => Prepared) {
    this.#prepare = prepare;
    this.#statement = guarded(prepare);
  }

  /** A statement that has thrown is not used again. */
  protected use<T>(act: (statement: Prepared) => T): T {
    try {
      return act(this.#statement);
    } catch (thrown) {
      this.#statement = guarded(this.#prepare);
      throw sqlErrorOf(thrown);
    }
  }
}

class PreparedQuery extends Renewed implements Query {
  first(values: readonly SqlValue[]): Row | null {
    return this.use((statement) => (statement.get(values) as Row | undefined) ?? null);
  }

  all(values: readonly SqlValue[]): readonly Row[] {
    return this.use((statement) => statement.all(values) as Row[]);
  }
}

class PreparedCommand extends Renewed implements Command {
  run(values: readonly SqlValue[]): number {
    return this.use((statement) => Number(statement.run(values).lastInsertRowid));
  }
}

function guarded<T>(act: () => T): T {
  try {
    return act();
  } catch (thrown) {
    throw sqlErrorOf(thrown);
  }
}
