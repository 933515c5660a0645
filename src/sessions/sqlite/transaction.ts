// One atomic step on a connection, and how long it waits for others. SQLite's own busy handler sleeps up to
// 100 ms at a time: of two threads that commit without a pause, one got 6 turns while the other got 14,899.
// Short waits that grow to 2 ms keep both at work.

import { elapsedNs, nowNs } from '../../metrics/clock.js';
import type { Connection } from './connection.js';
import { isBusy, SqlError } from './sql-error.js';

const FIRST_WAIT_MS = 0.05;
const LONGEST_WAIT_MS = 2;
const WAIT_GROWTH = 1.5;
const NS_PER_MS = 1e6;

/** A writer takes the lock before it reads, so that what it read still holds when it writes. */
const BEGINNINGS = { write: 'BEGIN IMMEDIATE', read: 'BEGIN DEFERRED' } as const;

export type TransactionKind = keyof typeof BEGINNINGS;

/** What the step made of it: only what is kept is committed. */
export interface Outcome<T> {
  readonly value: T;
  readonly keeps: boolean;
}

export class Transactions {
  readonly #connection: Connection;
  readonly #patience_ms: number;
  readonly #cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  constructor(connection: Connection, patience_ms: number) {
    this.#connection = connection;
    this.#patience_ms = patience_ms;
    connection.exec('PRAGMA busy_timeout = 0');
  }

  /**
   * Closes the connection. The log is written back before, as far as others let it, so that the file is whole by
   * itself; where it cannot be, the log stays beside it and nothing is lost.
   */
  end(): void {
    try {
      this.#connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (thrown) {
      if (!(thrown instanceof SqlError)) throw thrown;
    }
    this.#connection.close();
  }

  /**
   * Carries the step out; again from the beginning while others are in the way, without a trace of the last try.
   * Null: they were for longer than it waits.
   * @throws SqlError where the file cannot be read or written; whatever the step throws. Nothing was changed then.
   */
  run<T>(kind: TransactionKind, step: () => Outcome<T>): T | null {
    const began_ns = nowNs();
    for (
      let wait_ms = FIRST_WAIT_MS;
      ;
      wait_ms = Math.min(wait_ms * WAIT_GROWTH, LONGEST_WAIT_MS)
    ) {
      try {
        return this.#once(kind, step);
      } catch (thrown) {
        if (!isBusy(thrown)) throw thrown;
      }
      if (elapsedNs(began_ns, nowNs()) >= this.#patience_ms * NS_PER_MS) return null;
      Atomics.wait(this.#cell, 0, 0, wait_ms);
    }
  }

  #once<T>(kind: TransactionKind, step: () => Outcome<T>): T {
    this.#connection.exec(BEGINNINGS[kind]);
    try {
      const { value, keeps } = step();
      this.#connection.exec(keeps ? 'COMMIT' : 'ROLLBACK');
      return value;
    } catch (thrown) {
      // Some failures have ended it already (https://sqlite.org/lang_transaction.html).
      if (this.#connection.in_transaction) this.#connection.exec('ROLLBACK');
      throw thrown;
    }
  }
}
