import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenAppending } from '../../../src/langgraph/disk/files.js';
import { openAppending } from '../../../src/langgraph/disk/files.js';
import { FakeSource } from '../fake-source.js';
import { fileOf, folder, names, open, refusal, reopened } from './open-stores.js';

describe('a store on disk', () => {
  it('comes back as it was, with what was made here and what others brought', async () => {
    const first = await open();
    first.store.put('key', 'made here');
    const other = new FakeSource('other');
    first.durable.receive(other.put('key', 'received'));
    other.put('key', 'absorbed');
    first.durable.absorb(other.state());
    const { store } = await reopened(first);
    expect(store.texts).toEqual({ key: ['absorbed', 'made here', 'received'] });
    expect(store.version).toEqual(first.store.version);
  });

  it('goes on where it ended, as often as it is opened', async () => {
    let current = await open();
    for (const text of ['one', 'three', 'two']) {
      current.store.put('key', text);
      current = await reopened(current);
    }
    expect(current.store.texts).toEqual({ key: ['one', 'three', 'two'] });
  });

  it('becomes a snapshot and a short log when it has grown', async () => {
    let current = await open({ compact_beyond_bytes: 500 });
    for (let index = 0; index < 60; index += 1) {
      current.store.put(`k${index % 7}`, `${index}`);
      await current.durable.flushed();
    }
    const { texts } = current.store;
    current = await reopened(current, { compact_beyond_bytes: 500 });
    expect(current.durable.compaction_failure).toBeNull();
    expect(current.store.texts).toEqual(texts);
    const [lock, snapshot = '', log = '', ...more] = names();
    expect([lock, more]).toEqual(['lock', []]);
    expect(Number(snapshot.replace('snapshot-', ''))).toBeGreaterThan(0);
    expect(log).toBe(snapshot.replace('snapshot', 'updates'));
  });

  it('loses nothing whenever it is flushed, compacted and opened again', async () => {
    const act = fc.oneof(fc.nat({ max: 4 }), fc.constantFrom('flush', 'reopen'));
    const options = { compact_beyond_bytes: 400 };
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        round += 1;
        const path = join(folder.path, `round-${round}`);
        let current = await open({ ...options, path });
        const written: string[] = [];
        for (const [index, each] of acts.entries()) {
          if (each === 'flush') await current.durable.flushed();
          else if (each === 'reopen') current = await reopened(current, { ...options, path });
          else written.push(current.store.put(`k${each}`, `${index}`).key);
        }
        const { texts } = current.store;
        current = await reopened(current, { ...options, path });
        await current.durable.close();
        expect(current.store.texts).toEqual(texts);
        expect(Object.values(texts).flat()).toHaveLength(written.length);
      }),
      { numRuns: 12 },
    );
  });

  it('takes many writes with one synchronisation while the disk is busy', async () => {
    let frames = 0;
    const counting: OpenAppending = async (path) => {
      const file = await openAppending(path);
      return { ...file, append: (bytes) => ((frames += 1), file.append(bytes)) };
    };
    const { store, durable } = await open({ openFile: counting });
    store.put('key', 'first');
    await durable.flushed();
    for (let index = 0; index < 500; index += 1) store.put('key', `${index}`);
    await durable.flushed();
    expect(frames).toBe(2);
  });
});

describe('a crash', () => {
  it('at any byte of the last frame costs that frame and no other, and what is cut is kept', async () => {
    const first = await open();
    first.store.put('key', 'kept');
    await first.durable.flushed();
    const whole = readFileSync(fileOf('updates-0'));
    first.store.put('key', 'torn');
    await first.durable.close();
    const log = readFileSync(fileOf('updates-0'));
    for (let end = whole.length; end < log.length; end += 7) {
      const path = join(folder.path, `cut-${end}`);
      mkdirSync(path);
      writeFileSync(join(path, 'updates-0'), log.subarray(0, end));
      const { store, durable } = await open({ path });
      await durable.close();
      expect(store.texts).toEqual({ key: ['kept'] });
      expect(readFileSync(join(path, 'updates-0'))).toEqual(whole);
      const torn = readdirSync(path).filter((name) => name.startsWith('torn-'));
      const kept = Buffer.concat(torn.map((name) => readFileSync(join(path, name))));
      expect(kept).toEqual(log.subarray(whole.length, end));
    }
  });

  it('that left zeros behind costs nothing that was whole', async () => {
    const first = await open();
    first.store.put('key', 'kept');
    await first.durable.close();
    writeFileSync(fileOf('updates-0'), new Uint8Array(5000), { flag: 'a' });
    expect((await open()).store.texts).toEqual({ key: ['kept'] });
  });

  it('between two steps of a compaction costs nothing', async () => {
    const first = await open();
    first.store.put('key', 'one');
    await first.durable.flushed();
    const second = await reopened(first, { compact_beyond_bytes: 10 });
    const old_log = readFileSync(fileOf('updates-0'));
    second.store.put('key', 'two');
    await second.durable.close();
    expect(names()).toEqual(['snapshot-1', 'updates-1']);
    writeFileSync(fileOf('updates-0'), old_log);
    writeFileSync(fileOf('snapshot-2.partial'), 'half a snap');
    const third = await open();
    expect(third.store.texts).toEqual({ key: ['one', 'two'] });
    expect(names()).toEqual(['lock', 'snapshot-1', 'updates-1']);
  });

  it('before a snapshot has its name is read back from two logs', async () => {
    const first = await open();
    first.store.put('key', 'one');
    await first.durable.close();
    const line = 'mergestorm store updates format 1\n';
    writeFileSync(fileOf('updates-1'), line);
    const second = await open();
    second.store.put('key', 'two');
    const third = await reopened(second);
    expect(third.store.texts).toEqual({ key: ['one', 'two'] });
    expect(readFileSync(fileOf('updates-1')).length).toBeGreaterThan(line.length);
  });
});

describe('a disk that fails', () => {
  it('is told of with every write from then on, and costs nothing that was acknowledged', async () => {
    let left = 1;
    const failing: OpenAppending = async (path) => {
      const file = await openAppending(path);
      const append = async (bytes: Uint8Array): Promise<void> => {
        left -= 1;
        if (left >= 0) return file.append(bytes);
        await file.append(bytes.subarray(0, 9));
        throw new Error('no space left');
      };
      return { ...file, append };
    };
    const first = await open({ openFile: failing });
    first.store.put('key', 'kept');
    await first.durable.flushed();
    first.store.put('key', 'lost');
    await expect(first.durable.flushed()).rejects.toThrow(/no space left.*open the store again/);
    first.store.put('key', 'later');
    await expect(first.durable.flushed()).rejects.toThrow(refusal('disk_failed'));
    await expect(first.durable.close()).rejects.toThrow(refusal('disk_failed'));
    expect((await open()).store.texts).toEqual({ key: ['kept'] });
  });

  it('while compacting costs nothing, and the log goes on', async () => {
    const openFile: OpenAppending = (path) =>
      path.endsWith('updates-0') ? openAppending(path) : Promise.reject(new Error('no space left'));
    const first = await open({ compact_beyond_bytes: 10, openFile });
    for (const text of ['one', 'three', 'two']) {
      first.store.put('key', text);
      await first.durable.flushed();
    }
    expect(String(first.durable.compaction_failure)).toContain('no space left');
    const { store } = await reopened(first);
    expect(store.texts).toEqual({ key: ['one', 'three', 'two'] });
  });
});

describe('a closed store', () => {
  it('keeps nothing more and says so', async () => {
    const { store, durable } = await open();
    await durable.close();
    await durable.close();
    store.put('key', 'in memory alone');
    await expect(durable.flushed()).rejects.toThrow(refusal('closed'));
    expect(() => durable.receive(new FakeSource('x').put('k', 'v'))).toThrow(refusal('closed'));
  });
});
