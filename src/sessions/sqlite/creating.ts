// How a session database comes into being: complete or not at all. It is made in a folder of its own next to the
// path and linked into place, so that several threads and processes may open a new path at once, and so that a
// file that is empty or half made is never one of ours.

import { closeSync, existsSync, fsyncSync, linkSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect } from './connection.js';
import { SCHEMA } from './schema.js';

/**
 * Where the path is taken meanwhile, whatever stands there stays.
 * @throws Error of the file system or the database where it cannot be made.
 */
export function createDatabase(path: string): void {
  const folder = mkdtempSync(`${path}.new-`);
  try {
    const draft = join(folder, 'sessions.db');
    writeDatabase(draft);
    sync(draft);
    linkInto(draft, path);
    // The name survives a power failure only once its folder is on the disk.
    sync(dirname(path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Without a prepared statement, so that closing it closes it: a connection that is still open under the draft's
 * name would share the file with others while its index of the log lies elsewhere.
 */
function writeDatabase(path: string): void {
  const connection = connect(path, 'create');
  try {
    // Nobody sees the draft: it is brought to the disk once, when it is done.
    connection.exec('PRAGMA synchronous = OFF');
    connection.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    connection.exec('PRAGMA journal_mode = WAL');
  } finally {
    connection.close();
  }
  if (existsSync(`${path}-wal`)) throw new Error(`the new database ${path} was not closed`);
}

function linkInto(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
