// A folder for databases, and everything in it to compare.

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach } from 'vitest';
import { openSqliteStore } from '../../../../src/sessions/sqlite/sqlite-store.js';
import type { SqliteStoreOptions } from '../../../../src/sessions/sqlite/sqlite-store.js';
import type { SyncSessionStore } from '../../../../src/sessions/store.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder; it is removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-sqlite-'));
  folders.push(folder);
  return folder;
}

/** @throws Error where it is refused. */
export function storeAt(path: string, options: SqliteStoreOptions = {}): SyncSessionStore {
  const opened = openSqliteStore(path, { durability: 'process', ...options });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  return opened.store;
}

/** The code of the refusal; `none` where it is opened. */
export function refusalOf(path: string, options: SqliteStoreOptions = {}): string {
  const opened = openSqliteStore(path, options);
  if (!opened.ok) return opened.error.code;
  opened.store.close();
  return 'none';
}

/** Name, digest and time of each file. */
export function contentsOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const stats = lstatSync(path);
      const bytes = stats.isFile() ? readFileSync(path) : Buffer.alloc(0);
      return `${name} ${stats.mtimeMs} ${createHash('sha256').update(bytes).digest('hex')}`;
    });
}

/** Connections that are closed end with their statements, and those with the next collection. */
export function collectGarbage(): void {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
