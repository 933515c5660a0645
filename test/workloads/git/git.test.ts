import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Script } from '../../../src/model/script.js';
import { inspectGit } from '../../../src/workloads/git/inspect.js';
import { allWrites } from '../script-reading.js';
import {
  blobId,
  blobWrites,
  createFolder,
  gitIn,
  layGit,
  makeRepository,
  NEEDS_GIT,
  WITHOUT_GIT,
} from './repositories.js';

/** What each commit's line in the log says, in order of rounds and agents. */
function logOf(script: Script): readonly unknown[] {
  return allWrites(script).flatMap(({ field, value }) => (field === 'log' ? [value] : []));
}

describe.skipIf(WITHOUT_GIT)(`a git history${NEEDS_GIT}`, () => {
  const folder = createFolder();
  const team = makeRepository(folder, 'team', [
    { by: 'Ada', day: 0, files: { 'a.txt': 'one\n', 'dir/b.txt': 'b\r\n' }, subject: 'By Ada' },
    { by: 'Bob', day: 1, files: { 'a.txt': 'two\n' }, subject: 'Thanks, Cleo!' },
    { by: 'Ada', day: 20, files: { 'a.txt': null, 'c.txt': 'two\n' } },
  ]);

  it('is a round per window, an agent per author, and the writes of every commit', async () => {
    const script = await layGit(team.path);
    const [first, second, third] = team.ids.map((id) => id.slice(0, 12));
    const write = (agent: number, op_id: number, content: object) => {
      return { agent_id: `agent-${agent}`, op_id, ...content };
    };
    const paths = (...value: string[]) => ({ field: 'paths', kind: 'grow_set', value });
    const line = (value: string) => ({ field: 'log', kind: 'append_text', value });
    const blob = (path: string, value: string | null) => {
      return { field: `blob:${path}`, kind: 'scalar', value };
    };
    expect(script).toEqual({
      agents: ['agent-0', 'agent-1'],
      commits: 3,
      writes_per_agent: null,
      rounds: [
        [
          [
            write(0, 0, paths('a.txt', 'dir/b.txt')),
            write(0, 1, line(`[${first}] 2 files`)),
            write(0, 2, blob('a.txt', blobId('one\n'))),
            write(0, 3, blob('dir/b.txt', blobId('b\r\n'))),
          ],
          [
            { ...write(1, 0, paths('a.txt')), happens_after: [['agent-0', 0]] },
            { ...write(1, 1, line(`[${second}] 1 files`)), happens_after: [['agent-0', 1]] },
            { ...write(1, 2, blob('a.txt', blobId('two\n'))), happens_after: [['agent-0', 2]] },
          ],
        ],
        [
          [
            write(0, 4, paths('a.txt', 'c.txt')),
            write(0, 5, line(`[${third}] 2 files`)),
            write(0, 6, blob('a.txt', null)),
            write(0, 7, blob('c.txt', blobId('two\n'))),
          ],
          [],
        ],
      ],
    });
  });

  it('keeps no names, addresses, subject lines, or hashes of them', async () => {
    const text = JSON.stringify(await layGit(team.path)).toLowerCase();
    for (const name of ['ada', 'bob', 'ada@example.org', 'bob@example.org']) {
      for (const algorithm of ['md5', 'sha1', 'sha256']) {
        const digest = createHash(algorithm).update(name).digest('hex');
        expect(text).not.toContain(digest.slice(0, 8));
      }
    }
    for (const part of ['ada', 'bob', 'example', 'thanks', 'cleo'])
      expect(text).not.toContain(part);
  });

  it('lays the same script from a clone, a bare clone, a subfolder and a linked worktree', async () => {
    const script = await layGit(team.path);
    gitIn(folder, ['clone', '--quiet', team.path, 'clone']);
    gitIn(folder, ['clone', '--quiet', '--bare', team.path, 'bare.git']);
    gitIn(join(folder, 'clone'), ['worktree', 'add', '--quiet', '--detach', '../linked']);
    mkdirSync(join(folder, 'clone', 'sub'));
    for (const place of ['clone', 'bare.git', 'linked', 'clone/sub', 'clone/.git']) {
      expect(await layGit(join(folder, place))).toEqual(script);
    }
  });

  it('takes a path that begins with a dash, and one with spaces, for a path', async () => {
    const odd = makeRepository(folder, '-C', [{ by: 'Ada', day: 0, files: { f: '1' } }]);
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
    const script = await layGit('-C').finally(() => {
      cwd.mockRestore();
    });
    expect(script).toEqual(await layGit(odd.path));
    gitIn(folder, ['clone', '--quiet', '--', odd.path, ' a $(b) "c"']);
    expect(await layGit(join(folder, ' a $(b) "c"'))).toEqual(script);
  });

  it('stays the same when people go on committing, where its commit is named', async () => {
    const moving = makeRepository(folder, 'moving', [{ by: 'Ada', day: 0, files: { f: '1' } }]);
    const [commit = ''] = moving.ids;
    const before = await layGit(moving.path);
    const { source, notes } = await inspectGit({ repo: moving.path, days: 14, hot: 40 });
    expect({ commit: source.commit, notes }).toEqual({ commit, notes: [] });
    const args = ['commit', '--quiet', '--allow-empty', '--message=more'];
    gitIn(moving.path, args);
    expect(await layGit(moving.path, { commit })).toEqual(before);
    expect((await layGit(moving.path)).agents).toHaveLength(2);
  });

  it('has one agent where .mailmap says that two addresses are one person', async () => {
    const mapped = makeRepository(folder, 'mapped', [
      { by: 'Ada <ada@home.example>', day: 0, files: { f: '1' } },
      { by: 'Ada L. <ADA@work.example>', day: 1, files: { f: '2' } },
      { by: 'Bob', day: 2, files: { '.mailmap': '<ada@home.example> <ada@work.example>\n' } },
    ]);
    expect((await layGit(mapped.path)).agents).toHaveLength(2);
    // One that is not committed would make the history differ between checkouts.
    writeFileSync(join(mapped.path, '.mailmap'), '<bob@example.org> <ada@home.example>\n');
    expect((await layGit(mapped.path)).agents).toHaveLength(2);
  });

  it('tells authors apart by address whatever its case, and by name where there is none', async () => {
    const script = await layGit(
      makeRepository(folder, 'addresses', [
        { by: 'Ada <a@example.org>', day: 0 },
        { by: 'Other <A@Example.org>', day: 0 },
        { by: 'Ada <>', day: 0 },
        { by: 'Bob <>', day: 0 },
      ]).path,
    );
    expect(script.agents).toHaveLength(3);
  });

  it('writes a line alone for a commit that touched nothing', async () => {
    const { path, ids } = makeRepository(folder, 'empty-commit', [{ by: 'Ada', day: 0 }]);
    const [write] = allWrites(await layGit(path));
    expect(write).toMatchObject({ field: 'log', value: `[${ids[0]?.slice(0, 12)}] 0 files` });
  });

  it('takes a renamed file for one path gone and another come', async () => {
    const { path } = makeRepository(folder, 'renamed', [
      { by: 'Ada', day: 0, files: { old: 'a long enough line to be seen as the same\n' } },
      {
        by: 'Ada',
        day: 1,
        files: { old: null, new: 'a long enough line to be seen as the same\n' },
      },
    ]);
    const script = await layGit(path);
    expect(blobWrites(script, 'old').map(({ value }) => value === null)).toEqual([false, true]);
    expect(blobWrites(script, 'new')).toHaveLength(1);
    const sets = allWrites(script).filter(({ field }) => field === 'paths');
    expect(sets.map(({ value }) => value)).toEqual([['old'], ['new', 'old']]);
  });

  it('knows a submodule by its commit, and any content by its id alone', async () => {
    const submodule = '0123456789abcdef0123456789abcdef01234567';
    const binary = '\0\u0001\0ÿ';
    const { path } = makeRepository(folder, 'contents', [
      { by: 'Ada', day: 0, files: { sub: `gitlink:${submodule}`, 'a.bin': binary, crlf: '1\r\n' } },
    ]);
    const script = await layGit(path);
    const values = ['sub', 'a.bin', 'crlf'].map((name) => blobWrites(script, name)[0]?.value);
    expect(values).toEqual([submodule.slice(0, 12), blobId(binary), blobId('1\r\n')]);
  });

  it('spells paths that are no UTF-8 as git does, and keeps odd ones as they are', async () => {
    const { path } = makeRepository(folder, 'odd-paths', [
      {
        ...{ by: 'Ada', day: 0 },
        files: { '"caf\\351"': '1', '"two\\nlines"': '2', '"grün ✓"': '3', '-x': '4', ':y': '5' },
      },
    ]);
    const [set] = allWrites(await layGit(path));
    expect(new Set(set?.value as string[])).toEqual(
      new Set(['"caf\\351"', 'two\nlines', 'grün ✓', '-x', ':y']),
    );
  });

  it('gives scalars to the files that most commits touched, and of equals to the first by name', async () => {
    const { path } = makeRepository(folder, 'hot', [
      { by: 'Ada', day: 0, files: { a: '1', b: '1', c: '1', d: '1' } },
      { by: 'Ada', day: 1, files: { c: '2' } },
    ]);
    const fieldsAt = async (hot: number) => {
      const fields = allWrites(await layGit(path, { hot })).map(({ field }) => field);
      return [...new Set(fields)].filter((field) => field.startsWith('blob:')).sort();
    };
    expect(await fieldsAt(0)).toEqual([]);
    expect(await fieldsAt(1)).toEqual(['blob:c']);
    expect(await fieldsAt(2)).toEqual(['blob:a', 'blob:c']);
    expect(await fieldsAt(9)).toHaveLength(4);
  });

  it('names no more than twenty paths of a commit that touched more, and counts them all', async () => {
    const names = Array.from(
      { length: 25 },
      (_, index) => `file-${String(index).padStart(2, '0')}`,
    );
    const files = Object.fromEntries(names.map((name) => [name, name]));
    const script = await layGit(
      makeRepository(folder, 'wide', [{ by: 'Ada', day: 0, files }]).path,
    );
    expect(allWrites(script)[0]?.value).toEqual(names.slice(0, 20));
    expect(logOf(script)).toEqual([expect.stringMatching(/ 25 files$/)]);
    expect(blobWrites(script, 'file-24')).toHaveLength(1);
  });
});
