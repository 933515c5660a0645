// Folders for the databases of a test file, removed with it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { StoreOptions } from '../../../src/sessions/operation.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import { openSqliteStore } from '../../../src/sessions/sqlite/sqlite-store.js';

/** Each call opens a database of its own. */
export function sqliteFolder(): (options: StoreOptions) => SyncSessionStore {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-sessions-'));
  let opened = 0;
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return (options) => {
    opened += 1;
    const answer = openSqliteStore(join(folder, `${opened}.db`), {
      durability: 'process',
      verify: 'header',
      ...options,
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.store;
  };
}
