import { describe, expect, it } from 'vitest';
import type { Write } from '../../../src/model/write.js';
import { allWrites } from '../script-reading.js';
import {
  blobId,
  blobWrites,
  createFolder,
  layGit,
  makeRepository,
  NEEDS_GIT,
  outline,
  WITHOUT_GIT,
} from './repositories.js';

describe.skipIf(WITHOUT_GIT)(`what authors in a git history knew${NEEDS_GIT}`, () => {
  const folder = createFolder();

  const declared = (write: Write | undefined) => write?.happens_after;

  it('declares ancestors and nothing that git shows side by side', async () => {
    const { path } = makeRepository(folder, 'branches', [
      { by: 'Ada', day: 0, files: { f: '1' } },
      { by: 'Bob', day: 1, files: { f: '2' }, parents: [0] },
      { by: 'Cleo', day: 2, files: { f: '3' }, parents: [0] },
    ]);
    // The tip is Cleo's commit alone: a merge makes both part of the history.
    const merged = makeRepository(folder, 'branches-merged', [
      { by: 'Ada', day: 0, files: { f: '1' } },
      { by: 'Bob', day: 1, files: { f: '2' }, parents: [0] },
      { by: 'Cleo', day: 2, files: { f: '3' }, parents: [0] },
      { by: 'Dan', day: 3, files: { f: '4' }, parents: [1, 2] },
    ]);
    expect(blobWrites(await layGit(path), 'f')).toHaveLength(2);
    const writes = blobWrites(await layGit(merged.path), 'f');
    expect(writes.map(declared)).toEqual([undefined, [['agent-0', 2]], [['agent-0', 2]]]);
  });

  it('writes nothing for a merge of any number of branches, and knows all of them after it', async () => {
    const { path } = makeRepository(folder, 'octopus', [
      { by: 'Ada', day: 0, files: { f: '1' } },
      { by: 'Bob', day: 1, files: { f: '2' }, parents: [0] },
      { by: 'Cleo', day: 1, files: { f: '3' }, parents: [0] },
      { by: 'Dan', day: 1, files: { f: '4' }, parents: [0] },
      { by: 'Eve', day: 2, files: { f: 'evil' }, parents: [1, 2, 3] },
      { by: 'Fay', day: 3, files: { f: '6' } },
    ]);
    const writes = blobWrites(await layGit(path), 'f');
    expect(writes.map(({ value }) => value)).toEqual(['1', '2', '3', '4', '6'].map(blobId));
    const known = [0, 1, 2, 3].map((agent) => [`agent-${agent}`, 2]);
    expect(new Set(declared(writes.at(-1)))).toEqual(new Set(known));
  });

  it('lets whoever merged know what was merged in what it writes next, on any branch', async () => {
    const { path } = makeRepository(folder, 'maintainer', [
      { by: 'Ada', day: 0, files: { f: '1' } },
      { by: 'Bob', day: 1, files: { f: '2' }, parents: [0] },
      { by: 'Cleo', day: 1, files: { g: '1' }, parents: [0] },
      { by: 'Ada', day: 2, parents: [1, 2], files: { f: '2', g: '1' } },
      { by: 'Ada', day: 3, files: { f: '3' }, parents: [0] },
      { by: 'Ada', day: 4, parents: [3, 4] },
    ]);
    const last = blobWrites(await layGit(path), 'f').find(({ value }) => value === blobId('3'));
    expect(declared(last)).toContainEqual(['agent-1', 2]);
  });

  it('declares nothing where windows alone count', async () => {
    const { path } = makeRepository(folder, 'linear', [
      { by: 'Ada', day: 0, files: { f: '1' } },
      { by: 'Bob', day: 1, files: { f: '2' } },
    ]);
    const script = await layGit(path, { causality: 'windows' });
    expect(allWrites(script).filter(declared)).toEqual([]);
    expect(outline(script)).toEqual(outline(await layGit(path)));
  });

  it('does not reach back over the exchange between windows, but keeps what scalars superseded', async () => {
    const { path } = makeRepository(folder, 'reach', [
      { by: 'Ada', day: 0, files: { f: '1' } },
      { by: 'Bob', day: 1, files: { f: '2' } },
      { by: 'Cleo', day: 20, files: { f: '3' } },
      { by: 'Bob', day: 40, files: { f: '4' } },
    ]);
    const script = await layGit(path);
    expect(blobWrites(script, 'f').map(declared)).toEqual([
      ...[undefined, [['agent-0', 2]]],
      // By round and agent: Cleo's own window holds nothing to follow, Bob's write keeps what it had.
      ...[undefined, [['agent-0', 2]]],
    ]);
    const lines = allWrites(script).filter(({ field }) => field === 'log');
    expect(lines.map(declared)).toEqual([undefined, [['agent-0', 1]], undefined, undefined]);
  });
});
