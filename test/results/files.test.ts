import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNewFolder, requireWritableFile, writeWhole } from '../../src/results/files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mergestorm-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const error = (exit_code: number, message: string) =>
  expect.objectContaining({
    exit_code,
    message: expect.stringContaining(message) as string,
  }) as Error;

describe('a file that is to be written later', () => {
  it('needs a folder to stand in, and is not created yet', () => {
    const path = join(folder, 'results.csv');
    requireWritableFile(path);
    expect(existsSync(path)).toBe(false);
  });

  it.each(['missing/results.csv', 'file/results.csv', '.'])('%s is refused', (name) => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, name);
    expect(() => {
      requireWritableFile(path);
    }).toThrow(error(73, `cannot create: ${path}: `));
  });

  it('may be a device', () => {
    expect(() => {
      requireWritableFile('/dev/null');
    }).not.toThrow();
  });
});

describe('a new folder', () => {
  it('is created with all above it, and may be there already if it is empty', () => {
    const path = join(folder, 'a', 'b');
    createNewFolder(path);
    createNewFolder(path);
    expect(readdirSync(path)).toEqual([]);
  });

  it('is refused where it has content', () => {
    mkdirSync(join(folder, 'content'));
    expect(() => {
      createNewFolder(folder);
    }).toThrow(error(73, 'it has content, and nothing is overwritten'));
  });

  // In a process of its own, which can be ended: Node's recursive mkdir loops for ever there.
  it.skipIf(!existsSync('/proc/self'))(
    'is refused where the file system denies that its parent exists',
    () => {
      const module = new URL('../../dist/results/files.js', import.meta.url).href;
      const source = `import(${JSON.stringify(module)}).then((files) => files.createNewFolder('/proc/denied'))`;
      const { stderr, signal } = spawnSync(process.execPath, ['-e', source], {
        encoding: 'utf8',
        timeout: 20_000,
      });
      expect(signal).toBeNull();
      expect(stderr).toContain('cannot create: /proc/denied');
    },
  );

  it('is refused where a file stands in its place', () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'mine');
    expect(() => {
      createNewFolder(path);
    }).toThrow(error(73, 'cannot create'));
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});

describe('writing', () => {
  it('replaces a file whole and leaves nothing beside it', () => {
    const path = join(folder, 'results.csv');
    writeWhole(path, 'old');
    writeWhole(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['results.csv']);
  });

  it('writes through a link', () => {
    writeFileSync(join(folder, 'real'), 'old');
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    writeWhole(join(folder, 'link'), 'new');
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
  });

  it('leaves a device a device', () => {
    writeWhole('/dev/null', 'gone');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('that fails keeps what was there, leaves nothing beside it, and is exit code 74', () => {
    const path = join(folder, 'taken');
    mkdirSync(join(path, 'by-a-folder'), { recursive: true });
    expect(() => {
      writeWhole(path, 'new');
    }).toThrow(error(74, `cannot write: ${path}: `));
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
