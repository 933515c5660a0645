import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contents, fileOf, folder, names, open, refusal } from './open-stores.js';

const matching = (codes: RegExp): unknown => expect.stringMatching(codes);

describe('damage', () => {
  it('before the end of a log is refused, and nothing is changed', async () => {
    const first = await open();
    for (const text of ['one', 'two', 'three']) {
      first.store.put('key', text);
      await first.durable.flushed();
    }
    await first.durable.close();
    const log = readFileSync(fileOf('updates-0'));
    const start = log.indexOf('\n') + 1;
    for (let at = 0; at < log.length - 150; at += 5) {
      writeFileSync(
        fileOf('updates-0'),
        log.map((byte, index) => (index === at ? byte ^ 1 : byte)),
      );
      const before = contents();
      const codes = at < start ? /damaged_files|unknown_format/ : /damaged_files/;
      await expect(open()).rejects.toMatchObject({ code: matching(codes) });
      expect(contents()).toEqual(before);
    }
  });

  it('of a snapshot is refused, at whatever byte it is changed or cut', async () => {
    const first = await open({ compact_beyond_bytes: 10 });
    first.store.put('key', 'one');
    await first.durable.close();
    const path = fileOf('snapshot-1');
    const snapshot = readFileSync(path);
    for (let at = 0; at < snapshot.length; at += 11) {
      writeFileSync(
        path,
        snapshot.map((byte, index) => (index === at ? byte ^ 1 : byte)),
      );
      await expect(open()).rejects.toThrow();
      writeFileSync(path, snapshot.subarray(0, at));
      await expect(open()).rejects.toThrow(refusal('damaged_files'));
    }
    writeFileSync(path, snapshot);
    expect((await open()).store.texts).toEqual({ key: ['one'] });
  });

  it('is noticed where files are missing', async () => {
    const first = await open({ compact_beyond_bytes: 10 });
    first.store.put('key', 'one');
    await first.durable.close();
    const copy = join(folder.path, 'copy');
    cpSync(fileOf('snapshot-1'), join(copy, 'snapshot-1'));
    await expect(open({ path: copy })).rejects.toThrow(refusal('damaged_files'));
    const other = join(folder.path, 'other');
    cpSync(fileOf('updates-1'), join(other, 'updates-1'));
    await expect(open({ path: other })).rejects.toThrow(refusal('damaged_files'));
  });
});

describe('a folder', () => {
  it('of something else is refused, and nothing is changed', async () => {
    const path = join(folder.path, 'foreign');
    mkdirSync(path);
    writeFileSync(join(path, 'letter.txt'), 'dear');
    await expect(open({ path })).rejects.toThrow(refusal('unknown_format'));
    expect(readdirSync(path)).toEqual(['letter.txt']);
    await expect(open({ path: join(path, 'letter.txt') })).rejects.toThrow(refusal('disk_failed'));
  });

  it('of a later format is refused', async () => {
    const path = join(folder.path, 'later');
    mkdirSync(path);
    writeFileSync(join(path, 'updates-0'), 'mergestorm store updates format 2\n');
    await expect(open({ path })).rejects.toThrow(refusal('unknown_format'));
  });

  it('is refused to a second store until the first is closed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(refusal('locked'));
    await first.durable.close();
    await open();
    expect(names()).toEqual(['lock', 'updates-0']);
  });
});
