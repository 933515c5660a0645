import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStored, writeStored } from '../../../src/results/study/stored-file.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();
const BYTES = Buffer.from('ledger and readings');
const PATH = 'evidence/crdt/a2#0.json';
const LIMIT = 1_000;

const write = (path = PATH, bytes: Uint8Array = BYTES) => writeStored(folder.path, path, bytes);

describe('a stored file', () => {
  it('reads back as what was written, in the folders it needs', () => {
    const file = write();
    expect(file).toEqual({
      path: PATH,
      bytes: BYTES.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(readStored(folder.path, file, BYTES.length)).toEqual(BYTES);
    expect(readdirSync(join(folder.path, 'evidence', 'crdt'))).toEqual(['a2#0.json']);
  });

  it('may be empty', () => {
    expect(readStored(folder.path, write('empty', new Uint8Array()), 0)).toHaveLength(0);
  });

  it('replaces what a killed repetition left', () => {
    write(PATH, Buffer.from('half'));
    expect(readStored(folder.path, write(), LIMIT)).toEqual(BYTES);
  });

  const UNUSABLE = [
    '',
    '.',
    '..',
    '../outside',
    'a/../../outside',
    '/absolute',
    'a//b',
    'a/',
    './a',
    String.raw`a\..\b`,
    'C:/a',
    'nul\0',
    'line\nbreak',
    'x'.repeat(256),
    'a/'.repeat(600) + 'a',
  ];

  it.each(UNUSABLE)('is neither written to nor read from %j', (path) => {
    expect(() => write(path)).toThrow(RangeError);
    const file = { path, bytes: 0, sha256: '0'.repeat(64) };
    expect(() => readStored(folder.path, file, LIMIT)).toThrow(problem(65, 'within'));
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each<[string, (path: string) => void, string]>([
    [
      'is gone',
      (path) => {
        rmSync(path);
      },
      'ENOENT',
    ],
    [
      'has grown',
      (path) => {
        appendFileSync(path, '!');
      },
      'not what was written',
    ],
    [
      'was cut',
      (path) => {
        writeFileSync(path, BYTES.subarray(1));
      },
      'not what was written',
    ],
    [
      'was changed',
      (path) => {
        writeFileSync(path, 'LEDGER and readings');
      },
      'checksum',
    ],
    [
      'is a folder now',
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
      'not a file',
    ],
  ])('is refused where it %s', (_, change, reason) => {
    const file = write();
    change(join(folder.path, PATH));
    expect(() => readStored(folder.path, file, LIMIT)).toThrow(problem(65, 'a2#0.json', reason));
  });

  it('is refused where it is larger than whoever reads it expects', () => {
    const file = write();
    expect(() => readStored(folder.path, file, BYTES.length - 1)).toThrow(problem(65, 'more than'));
  });

  it('is refused where links lead out of the folder', () => {
    const inside = join(folder.path, 'study');
    mkdirSync(inside);
    const file = writeStored(folder.path, 'outside', BYTES);
    symlinkSync(join(folder.path, 'outside'), join(inside, 'outside'));
    expect(() => readStored(inside, file, LIMIT)).toThrow(problem(65, 'within'));
    symlinkSync(folder.path, join(inside, 'evidence'));
    expect(() => writeStored(inside, 'evidence/new', BYTES)).toThrow(problem(74, 'within'));
    expect(existsSync(join(folder.path, 'new'))).toBe(false);
  });

  it('is found where a link leads to the folder itself', () => {
    const file = write();
    const link = join(folder.path, 'latest');
    symlinkSync('.', link);
    expect(readStored(link, file, LIMIT)).toEqual(BYTES);
  });

  it('that cannot be written is exit code 74, and leaves nothing', () => {
    writeFileSync(join(folder.path, 'evidence'), 'mine');
    expect(() => write()).toThrow(problem(74, 'cannot write', 'evidence'));
    expect(readdirSync(folder.path)).toEqual(['evidence']);
  });
});
