import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createStudyFolder,
  requireStudyName,
  resolveStudyFolder,
} from '../../../src/results/study/folder.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();
const STARTED_AT = new Date('2026-11-21T01:09:49.999Z');
const NAME = '2026-11-21T01-09-49Z';

function create(changes: { base?: string; study?: string; started_at?: Date } = {}): string {
  const base = join(folder.path, 'bench-results');
  return createStudyFolder({ base, study: 'nightly', started_at: STARTED_AT, ...changes });
}

describe('the folder of a study', () => {
  it('is named by study and time, in UTC and without colons', () => {
    const path = create();
    expect(path).toBe(join(folder.path, 'bench-results', 'nightly', NAME));
    expect(readdirSync(path)).toEqual([]);
  });

  it('is never one that is there, even an empty one', () => {
    const paths = [create(), create(), create()];
    const parent = join(folder.path, 'bench-results', 'nightly');
    expect(paths).toEqual(['', '-2', '-3'].map((end) => join(parent, `${NAME}${end}`)));
  });

  it('is the one that "latest" leads to, wherever all of it is moved', () => {
    const first = create();
    const latest = join(first, '..', 'latest');
    expect(readlinkSync(latest)).toBe(NAME);
    create({ started_at: new Date('2026-11-21T01:09:50Z') });
    expect(readlinkSync(latest)).toBe('2026-11-21T01-09-50Z');
    expect(readdirSync(join(first, '..'))).toHaveLength(3);
  });

  it('is created without a link where something of the user has that name', () => {
    const latest = join(folder.path, 'bench-results', 'nightly', 'latest');
    mkdirSync(join(latest, 'mine'), { recursive: true });
    expect(existsSync(create())).toBe(true);
    expect(readdirSync(latest)).toEqual(['mine']);
    expect(readdirSync(join(latest, '..'))).toHaveLength(2);
  });

  it('cannot be created below a file', () => {
    const base = join(folder.path, 'file');
    writeFileSync(base, 'mine');
    expect(() => create({ base })).toThrow(problem(73, 'cannot create', base));
  });

  it.skipIf(!existsSync('/proc/self'))('cannot be created where nobody may write', () => {
    expect(() => create({ base: '/proc/denied' })).toThrow(problem(73, 'cannot create', '/proc'));
  });
});

describe('the name of a study', () => {
  it.each(['nightly', 'a', '_', 'läufe-2', 'v1.2+x', '夜間', '42'])('may be %s', (study) => {
    expect(create({ study })).toBe(join(folder.path, 'bench-results', study, NAME));
  });

  it.each([
    '',
    '.',
    '..',
    '../up',
    'a/b',
    '/absolute',
    String.raw`a\b`,
    'a b',
    '-flag',
    'ends.',
    'null\0',
    'line\nbreak',
    'turned\u202Earound',
    'C:',
    'a'.repeat(101),
    'ü'.repeat(51),
  ])('is refused where it is %j', (study) => {
    expect(() => {
      requireStudyName(study);
    }).toThrow(problem(64, 'study name'));
    expect(() => create({ study })).toThrow(problem(64, 'study name'));
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

describe('the folder that a path names', () => {
  function withManifest(path: string): string {
    writeFileSync(join(path, 'manifest.json'), '{}');
    return realpathSync(path);
  }

  it('is itself, what a link leads to, or the latest of its study', () => {
    const path = withManifest(create());
    const study = join(path, '..');
    for (const named of [path, `${path}/`, join(study, 'latest'), study]) {
      expect(resolveStudyFolder(named)).toBe(path);
    }
  });

  it('stays the same when "latest" moves on', () => {
    const path = withManifest(create());
    const resolved = resolveStudyFolder(join(path, '..', 'latest'));
    withManifest(create());
    expect(resolved).toBe(path);
  });

  it.each([
    ['is not there', 'missing', 'no such folder'],
    ['is a file', 'file', 'manifest.json'],
    ['holds something else', 'other', 'manifest.json'],
    ['is a link to nothing', 'dangling', 'no such folder'],
  ])('is none where it %s', (_, name, reason) => {
    writeFileSync(join(folder.path, 'file'), '');
    mkdirSync(join(folder.path, 'other'));
    symlinkSync('nowhere', join(folder.path, 'dangling'));
    const path = join(folder.path, name);
    expect(() => resolveStudyFolder(path)).toThrow(problem(66, 'no results', path, reason));
  });
});
