// What stands at a path, before anything may change it. The file is looked at through SQLite alone: closing a
// descriptor of one's own would drop the locks that other threads of this process hold on it
// (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf } from '../../model/problem.js';
import { textAt, numberAt } from './cells.js';
import type { Access, Connection } from './connection.js';
import { connect } from './connection.js';
import { createDatabase } from './creating.js';
import type { Refused } from './open-error.js';
import { cannotOpen, foreign, otherVersion, torn } from './open-error.js';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.js';
import { SqlError } from './sql-error.js';

/** `full` reads the whole file once; `header` is for those who open it next to one who has. */
export type Verification = 'full' | 'header';

/** What an acknowledged commit survives: the end of the process, or a power failure as well (one fsync per commit). */
export type Durability = 'process' | 'power';

export interface OpeningOptions {
  readonly verify: Verification;
  readonly durability: Durability;
  readonly busy_timeout_ms: number;
}

export type OpenedDatabase = { readonly ok: true; readonly connection: Connection } | Refused;

type Inspection = { readonly ok: true } | Refused;
type Look = (connection: Connection) => Inspection;

/** Makes the file where there is none. */
export function openDatabase(path: string, options: OpeningOptions): OpenedDatabase {
  const file = resolve(path);
  const ready = inspect(file, options);
  if (!ready.ok) return ready;
  try {
    return { ok: true, connection: connectionTo(file, options) };
  } catch (thrown) {
    return refusalOf(file, thrown);
  }
}

function inspect(file: string, { verify, busy_timeout_ms }: OpeningOptions): Inspection {
  try {
    if (!existsSync(file)) {
      if (isOrphaned(file)) return torn(file, 'it is missing, and its log is there');
      createDatabase(file);
    }
    const stats = statSync(file);
    if (!stats.isFile()) return cannotOpen(file, 'it is not a file');
    // Ours come into being complete. An empty one is somebody's, kept for something.
    if (stats.size === 0) return foreign(file, 'it is empty');
    const known = inspectHeader(file, busy_timeout_ms);
    if (!known.ok) return known;
    accessSync(file, constants.R_OK | constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return verify === 'full' ? inspectPages(file, busy_timeout_ms) : known;
  } catch (thrown) {
    return refusalOf(file, thrown);
  }
}

/** In the file's own bytes from its beginning: its log never holds others. */
function inspectHeader(file: string, busy_timeout_ms: number): Inspection {
  return looking(file, busy_timeout_ms, (connection) => {
    if (pragma(connection, 'application_id') !== APPLICATION_ID) {
      return foreign(file, 'another program wrote it');
    }
    const found = pragma(connection, 'user_version');
    return found === SCHEMA_VERSION ? { ok: true } : otherVersion(file, found);
  });
}

function inspectPages(file: string, busy_timeout_ms: number): Inspection {
  const check = checkPages(file);
  return hasLog(file)
    ? reading(file, 'read', busy_timeout_ms, check)
    : looking(file, busy_timeout_ms, check);
}

function checkPages(file: string): Look {
  return (connection) => {
    const row = connection.query('PRAGMA quick_check(1)').first([]) ?? ['no answer'];
    const found = textAt(row, 0);
    // A heading and the finding, a line each.
    return found === 'ok' ? { ok: true } : torn(file, found.split('\n').at(-1) ?? found);
  };
}

function connectionTo(file: string, { durability, busy_timeout_ms }: OpeningOptions): Connection {
  const connection = connect(file, 'write', busy_timeout_ms);
  connection.exec(`PRAGMA synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
  connection.exec('PRAGMA trusted_schema = OFF');
  connection.exec('PRAGMA cell_size_check = ON');
  return connection;
}

/**
 * At the bytes of the file alone. Damaged they may be only because a part of them stands in the log still: a
 * checkpoint is under way, or broke off.
 */
function looking(file: string, busy_timeout_ms: number, look: Look): Inspection {
  const seen = reading(file, 'bytes', 0, look);
  const isTorn = !seen.ok && seen.error.code === 'TornFile';
  return isTorn && hasLog(file) ? reading(file, 'read', busy_timeout_ms, look) : seen;
}

function reading(file: string, access: Access, busy_timeout_ms: number, look: Look): Inspection {
  let connection: Connection | null = null;
  try {
    connection = connect(file, access, busy_timeout_ms);
    return look(connection);
  } catch (thrown) {
    return refusalOf(file, thrown);
  } finally {
    connection?.close();
  }
}

/** SQLite would play what is left of another file into a new one. */
function isOrphaned(file: string): boolean {
  const isLeft = hasLog(file) || isFilled(`${file}-journal`);
  return isLeft && !existsSync(file);
}

function hasLog(file: string): boolean {
  return isFilled(`${file}-wal`);
}

function isFilled(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function pragma(connection: Connection, name: string): number {
  return numberAt(connection.query(`PRAGMA ${name}`).first([]) ?? [], 0);
}

const REFUSALS = { not_a_database: foreign, corrupt: torn } as const;

function refusalOf(file: string, thrown: unknown): Refused {
  const reason = thrown instanceof SqlError ? thrown.reason : 'other';
  const refuse = reason in REFUSALS ? REFUSALS[reason as keyof typeof REFUSALS] : cannotOpen;
  return refuse(file, messageOf(thrown));
}
