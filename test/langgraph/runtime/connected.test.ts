// Stores that are connected, and what becomes of one that is closed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { SyncedStore } from '../../../src/langgraph/index.js';

it('stores at both ends of a MessageChannel hold the same, what was imported into one included', async () => {
  const { port1, port2 } = new MessageChannel();
  const [left, right, absent] = [new SyncedStore(), new SyncedStore(), new SyncedStore()];
  await absent.put(['a'], 'k', { found: ['absent'] });
  await left.put(['a'], 'k', { found: ['before'], status: 'l' });
  const channel = left.connect(port1);
  right.connect(port2);
  await right.put(['a'], 'k', { found: ['r'], status: 'r' });
  await channel.idle();
  left.importUpdates(absent.exportUpdates());
  await channel.idle();
  const value = (await left.get(['a'], 'k'))?.value;
  expect((await right.get(['a'], 'k'))?.value).toEqual(value);
  expect(new Set(value?.['found'] as string[])).toEqual(new Set(['absent', 'before', 'r']));
  expect(right.escalations()).toEqual(left.escalations());
  expect(
    right
      .escalations()[0]
      ?.contenders.map((contender) => contender.value)
      .sort(),
  ).toEqual(['l', 'r']);
  await Promise.all([left.close(), right.close()]);
  port1.close();
});

it('what is imported goes on to the others of a channel without anybody asking', async () => {
  const { port1, port2 } = new MessageChannel();
  const [left, right, absent] = [new SyncedStore(), new SyncedStore(), new SyncedStore()];
  left.connect(port1);
  await right.connect(port2).idle();
  const arrived = new Promise<string>((resolve) => {
    port2.on('message', function heard() {
      if (right.stats().items === 0) return;
      port2.off('message', heard);
      resolve('arrived');
    });
  });
  await absent.put(['a'], 'k', { n: 1 });
  left.importUpdates(absent.exportUpdates());
  await expect(arrived).resolves.toBe('arrived');
  await Promise.all([left.close(), right.close()]);
  port1.close();
});

it('a closed store refuses whatever is asked of it, and can be closed again', async () => {
  const store = new SyncedStore();
  const bytes = store.exportUpdates();
  await store.put(['a'], 'k', { n: 1 });
  await store.close();
  const closed = { code: 'closed' };
  await expect(store.put(['a'], 'k', { n: 2 })).rejects.toMatchObject(closed);
  await expect(store.get(['a'], 'k')).rejects.toMatchObject(closed);
  await expect(store.search(['a'])).rejects.toMatchObject(closed);
  await expect(store.resolve(['a'], 'k', 'n', 1, 'chief')).rejects.toMatchObject(closed);
  expect(() => store.importUpdates(bytes)).toThrow('the store is closed');
  expect(() => store.exportUpdates()).toThrow('the store is closed');
  expect(() => store.escalations()).toThrow('the store is closed');
  await expect(store.close()).resolves.toBeUndefined();
});

it('a store whose disk fails is closed all the same, and its folder can be opened again', async () => {
  const path = mkdtempSync(join(tmpdir(), 'synced-'));
  const failing = {
    append: () => Promise.reject(new Error('disk full')),
    close: () => Promise.resolve(),
  };
  const store = await SyncedStore.open({ path, openFile: () => Promise.resolve(failing as never) });
  await expect(store.put(['a'], 'k', { n: 1 })).rejects.toMatchObject({ code: 'disk_failed' });
  await expect(store.close()).rejects.toMatchObject({ code: 'disk_failed' });
  await expect(store.get(['a'], 'k')).rejects.toMatchObject({ code: 'closed' });
  await (await SyncedStore.open({ path })).close();
  rmSync(path, { recursive: true });
});
