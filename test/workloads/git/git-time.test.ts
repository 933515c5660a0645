import { describe, expect, it } from 'vitest';
import type { Script } from '../../../src/model/script.js';
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

function authorsOf(script: Script): readonly (readonly string[])[] {
  return script.rounds.map((turns) => [...new Set(turns.flat().map(({ agent_id }) => agent_id))]);
}

describe.skipIf(WITHOUT_GIT)(`a git history over time${NEEDS_GIT}`, () => {
  const folder = createFolder();

  it('counts windows from the first commit and leaves out those without any', async () => {
    const { path } = makeRepository(folder, 'windows', [
      { by: 'Ada', day: 0.9 },
      { by: 'Bob', day: 7.8 },
      { by: 'Cleo', day: 7.91 },
      { by: 'Dan', day: 400 },
    ]);
    expect(authorsOf(await layGit(path, { days: 7 }))).toEqual([
      ['agent-0', 'agent-1'],
      ['agent-2'],
      ['agent-3'],
    ]);
  });

  it('never moves a commit before what it builds on, whatever its clock said', async () => {
    const { path } = makeRepository(folder, 'skewed', [
      { by: 'Ada', day: 0, files: { f: '1' } },
      { by: 'Bob', day: 30, files: { f: '2' } },
      { by: 'Cleo', day: -300, files: { f: '3' } },
      { by: 'Ada', day: 31, files: { f: '4' } },
    ]);
    const script = await layGit(path);
    expect(authorsOf(script)).toEqual([['agent-0'], ['agent-0', 'agent-1', 'agent-2']]);
    const values = blobWrites(script, 'f').map(({ agent_id, value }) => [agent_id, value]);
    expect(values).toContainEqual(['agent-2', blobId('3')]);
  });

  it('believes the earlier of the two dates of a commit', async () => {
    const { path } = makeRepository(folder, 'ahead', [
      { by: 'Ada', day: 0 },
      { by: 'Bob', day: 20_000, committed_day: 1 },
      { by: 'Cleo', day: 2 },
    ]);
    expect((await layGit(path)).rounds).toHaveLength(1);
  });

  it('puts commits of one moment in the order of ancestry', async () => {
    const files = (text: string) => ({ files: { f: text } });
    const { path } = makeRepository(folder, 'one-moment', [
      { by: 'Ada', day: 0, ...files('1') },
      { by: 'Ada', day: 0, ...files('2') },
      { by: 'Ada', day: 0, ...files('3') },
    ]);
    const values = blobWrites(await layGit(path), 'f').map(({ value }) => value);
    expect(values).toEqual(['1', '2', '3'].map(blobId));
  });

  it('numbers agents by their first writes, and authors of merges alone not at all', async () => {
    const { path } = makeRepository(folder, 'numbered', [
      { by: 'Zoe', day: 0, files: { f: '1' } },
      { by: 'Ada', day: 1, files: { g: '1' }, parents: [0] },
      { by: 'Bob', day: 2, files: { h: '1' }, parents: [0] },
      { by: 'Merger', day: 3, parents: [1, 2], files: { g: '1', h: '1' } },
    ]);
    const script = await layGit(path);
    expect(script.agents).toHaveLength(3);
    expect(outline(script)[0]?.[0]).toBe('agent-0 0 paths');
  });
});
