// SyncedStore on disk, through its own door; what the disk survives is tested in ../disk.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SyncedStore } from '../../../src/langgraph/index.js';

it('holds what was put when it is opened again, for search as well, and refuses a second opener', async () => {
  const path = mkdtempSync(join(tmpdir(), 'synced-'));
  const store = await SyncedStore.open({ path });
  await store.put(['a'], 'k', { n: 1, found: ['x'] });
  await expect(SyncedStore.open({ path })).rejects.toMatchObject({ code: 'locked' });
  await store.close();
  const again = await SyncedStore.open({ path });
  expect((await again.search(['a'])).map(({ value }) => value)).toEqual([{ n: 1, found: ['x'] }]);
  await again.put(['a'], 'k', { n: 2, found: ['x'] });
  expect(again.escalations()).toEqual([]);
  await again.close();
  rmSync(path, { recursive: true });
});
