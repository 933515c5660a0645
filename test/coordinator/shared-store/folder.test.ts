import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  makeFolder,
  removeFolder,
  removeFoldersOf,
} from '../../../src/coordinator/shared-store/folder.js';

describe('the folder of a shared store', () => {
  it('is removed with what is in it, once or twice', () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'sessions.db'), 'x');
    removeFolder(folder);
    removeFolder(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it('is found by whoever knows the process that left it, and no other process’s is', () => {
    const [one, other] = [makeFolder(), makeFolder()];
    // A number that begins like ours is another's.
    removeFoldersOf(Math.floor(process.pid / 10));
    expect([one, other].map((folder) => existsSync(folder))).toEqual([true, true]);
    removeFoldersOf(process.pid);
    expect([one, other].map((folder) => existsSync(folder))).toEqual([false, false]);
  });
});
