import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommitLog } from '../../../src/sessions/sqlite/commit-log.js';
import { openSqliteStore } from '../../../src/sessions/sqlite/sqlite-store.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mergestorm-commit-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function commit(store: SyncSessionStore, session_id: string, commit_id: string): void {
  const owner = { owner_id: 'A', incarnation_id: '1', liveness: { type: 'opaque' } } as const;
  const claimed = store.tryClaimLease({ session_id, owner, ttl_ms: 1_000 });
  const fence = claimed.ok && claimed.value.type === 'acquired' ? claimed.value.lease.fence : 0;
  const request = {
    ...{ fence, commit_id, turn_index: 0, state: null, defers: null },
    ...{ completes: { work: [], inputs: [] }, releases_lease: true },
  };
  expect(store.commit({ session_id, request })).toMatchObject({ ok: true });
}

describe('the log of commits', () => {
  it('tells the commits of one session in the order in which they took effect', () => {
    const path = join(folder, 'sessions.db');
    const opened = openSqliteStore(path, { durability: 'process' });
    const store = opened.ok ? opened.store : expect.fail(opened.error.message);
    const log = new CommitLog(path, 's');
    const names = Array.from({ length: 12 }, (_, index) => `${12 - index} "ä`);
    for (const name of names) {
      commit(store, 's', name);
      commit(store, 'other', name);
    }
    expect(log.after(0).map(({ commit_id }) => commit_id)).toEqual(names);
    expect(
      log.after(10).map(({ commit_id, fence, revision }) => [commit_id, fence, revision]),
    ).toEqual([
      [names[10], 11, 11],
      [names[11], 12, 12],
    ]);
    log.close();
    store.close();
  });

  it('is not opened where there is no store', () => {
    expect(() => new CommitLog(join(folder, 'missing.db'), 's')).toThrow();
  });
});
