import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/sessions/sqlite/sqlite-store.js';
import { claimedBy, ownerOf, SESSION, valueOf } from '../support/scene.js';
import { collectGarbage, contentsOf, newFolder, refusalOf, storeAt } from './support/folder.js';
import { makeAbandoned, makeFilled, openFilled, REFUSED_FILES } from './support/refused-files.js';

const session_id = SESSION;

/** SQLite makes its index of a log anew whenever it reads the log; it holds nothing of its own. */
function lasting(contents: readonly string[]): readonly string[] {
  return contents.filter((file) => !file.includes('-shm '));
}

describe('opening a session store', () => {
  it('makes it where there is none, and leaves no draft of it behind', () => {
    const folder = newFolder();
    const store = storeAt(join(folder, 'a.db'));
    claimedBy(store, ownerOf('ada'));
    expect(readdirSync(folder).sort()).toEqual(['a.db', 'a.db-shm', 'a.db-wal']);
  });

  it('leaves a file that is whole by itself once it is closed', () => {
    const folder = newFolder();
    const store = storeAt(join(folder, 'a.db'));
    claimedBy(store, ownerOf('ada'));
    store.close();
    copyFileSync(join(folder, 'a.db'), join(folder, 'copy.db'));
    const copy = storeAt(join(folder, 'copy.db'));
    expect(valueOf(copy.inspectLease({ session_id })).fence).toBe(1);
  });

  it('finds again what was written, whatever its name', () => {
    const path = join(newFolder(), 'an odd % name ?mode=ro#é.db');
    const store = storeAt(path);
    const { fence } = claimedBy(store, ownerOf('ada'));
    store.close();
    expect(existsSync(path)).toBe(true);
    expect(valueOf(storeAt(path).inspectLease({ session_id })).fence).toBe(fence);
  });

  it('reads the log of a process that was killed', () => {
    const path = join(newFolder(), 'a.db');
    makeAbandoned(path, openFilled);
    const { fence } = valueOf(storeAt(path).inspectLease({ session_id: 'the log' }));
    expect(fence).toBe(1);
  });

  it.each(['full', 'header'] as const)('opens beside those who write, checking: %s', (verify) => {
    const path = join(newFolder(), 'a.db');
    const writing = storeAt(path);
    claimedBy(writing, ownerOf('ada'));
    const beside = storeAt(path, { verify });
    expect(valueOf(beside.inspectLease({ session_id })).fence).toBe(1);
  });
});

describe('a file that is no session store in good order', () => {
  it.each(REFUSED_FILES)('$name is refused as $code and stays as it is', ({ code, make }) => {
    const folder = newFolder();
    const path = join(folder, 'a.db');
    make(path);
    collectGarbage();
    const before = contentsOf(folder);
    const message = expect.stringMatching(`^${path} .*; `) as string;
    expect(openSqliteStore(path)).toMatchObject({ ok: false, error: { code, message } });
    collectGarbage();
    expect(lasting(contentsOf(folder))).toEqual(lasting(before));
  });

  it('is not even given an index where it has no log', () => {
    const folder = newFolder();
    const path = join(folder, 'a.db');
    writeFileSync(path, 'hello '.repeat(1_000));
    writeFileSync(`${path}-wal`, 'somebody else’s');
    expect(refusalOf(path)).toBe('ForeignFile');
    expect(readdirSync(folder).sort()).toEqual(['a.db', 'a.db-wal']);
  });

  it('tells both versions apart', () => {
    const path = join(newFolder(), 'a.db');
    REFUSED_FILES.find(({ code }) => code === 'SchemaVersion')?.make(path);
    const opened = openSqliteStore(path);
    expect(opened).toMatchObject({ ok: false, error: { found: 99, expected: 1 } });
  });

  it('is refused where its folder is missing', () => {
    expect(refusalOf(join(newFolder(), 'missing', 'a.db'))).toBe('CannotOpen');
  });

  it('is read to its last page only if that is asked for', () => {
    const path = join(newFolder(), 'a.db');
    REFUSED_FILES.find(({ name }) => name === 'a store with a page that is overwritten')?.make(
      path,
    );
    expect(refusalOf(path, { verify: 'full' })).toBe('TornFile');
    expect(refusalOf(path, { verify: 'header' })).toBe('none');
  });

  it('would be seen to change: a store that is opened is written to', () => {
    const folder = newFolder();
    const path = join(folder, 'a.db');
    makeFilled(path);
    const before = contentsOf(folder);
    claimedBy(storeAt(path), ownerOf('bob'), 'another');
    expect(lasting(contentsOf(folder))).not.toEqual(lasting(before));
  });
});
