import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { git } from '../../../src/workloads/git/git.js';
import { inspectGit } from '../../../src/workloads/git/inspect.js';
import { readGitScript } from '../../../src/workloads/git/git-script.js';
import { LIMITS, type Limits } from '../../../src/workloads/git/limits.js';
import { optionsWith } from '../script-reading.js';
import {
  createFolder,
  gitIn,
  gitProblemOf,
  layGit,
  makeRepository,
  NEEDS_GIT,
  outline,
  WITHOUT_GIT,
} from './repositories.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const folder = createFolder();

describe('the git workload', () => {
  it('asks for a repository where none is named', async () => {
    await expect(git.lay(optionsWith({ git: null }))).rejects.toMatchObject({
      exit_code: 64,
      message: 'no repository given: --workload git: name one with --repo PATH',
    });
  });

  it('says that git is missing where it is, as sysexits has it', async () => {
    vi.stubEnv('PATH', join(folder, 'nothing-here'));
    expect(await gitProblemOf(folder)).toMatchObject({
      exit_code: 69,
      message: 'git was not found: --workload git: install git, or put it on the PATH',
    });
  });

  it.each([
    ['days', 0],
    ['days', 36_501],
    ['days', 1.5],
    ['hot', -1],
    ['hot', 10_001],
    ['hot', Number.NaN],
  ])('refuses --%s %d', async (name, value) => {
    const problem = await gitProblemOf(folder, { [name]: value });
    expect(problem.exit_code).toBe(64);
    expect(problem.message).toContain(`--${name} ${value}: give a whole number from`);
  });
});

describe.skipIf(WITHOUT_GIT)(`a repository that cannot be replayed${NEEDS_GIT}`, () => {
  const { path, ids } = makeRepository(folder, 'good', [
    { by: 'Ada', day: 0, files: { f: '1', g: '1' } },
    { by: 'Bob', day: 1, files: { f: '2' } },
    { by: 'Ada', day: 30, files: { f: '3' } },
  ]);

  it.each([
    ['is not there', 'no-such-folder', 'there is no such folder'],
    ['is a file', 'a-file', 'it is no folder'],
    ['is a folder without one', 'plain', 'not a git repository'],
  ])('is not found where it %s', async (_, name, remedy) => {
    writeFileSync(join(folder, 'a-file'), '');
    mkdirSync(join(folder, 'plain'), { recursive: true });
    const problem = await gitProblemOf(join(folder, name));
    expect(problem.exit_code).toBe(66);
    expect(problem.message).toContain(remedy);
    expect(problem.message).not.toContain('\n');
  });

  it('cannot move the cursor of the terminal that names it', async () => {
    const { message } = await gitProblemOf(join(folder, 'no\u001b[31m\nred'));
    expect(message).toContain('no\\u001b[31m\\u000ared');
  });

  it('says that nothing is committed yet', async () => {
    const unborn = join(folder, 'unborn');
    mkdirSync(unborn);
    gitIn(unborn, ['init', '--quiet']);
    const problem = await gitProblemOf(unborn);
    expect(problem.exit_code).toBe(64);
    expect(problem.message).toContain('nothing is committed');
  });

  it.each(['f'.repeat(40), 'HEAD', 'main', '--all', '', 'f'.repeat(12)])(
    'holds no commit %j, or that is no full id',
    async (commit) => {
      expect(await gitProblemOf(path, { commit })).toMatchObject({ exit_code: 64 });
    },
  );

  it('is refused with what git says where an object is damaged', async () => {
    gitIn(folder, ['clone', '--quiet', '--no-hardlinks', path, 'damaged']);
    const objects = join(folder, 'damaged', '.git', 'objects');
    const tree = gitIn(path, ['rev-parse', `${ids[1] ?? ''}^{tree}`]);
    for (const pack of readdirSync(join(objects, 'pack'))) rmSync(join(objects, 'pack', pack));
    const file = join(objects, tree.slice(0, 2), tree.slice(2));
    rmSync(file, { force: true });
    writeFileSync(file, 'nonsense');
    const problem = await gitProblemOf(join(folder, 'damaged'));
    expect(problem.exit_code).toBe(74);
    expect(problem.message).toMatch(/^cannot replay the repository: .*damaged: git says: /);
  });

  it.each<[keyof Limits, number, string]>([
    ['commits', 2, 'clone less'],
    ['changes', 3, 'clone less'],
    ['output_bytes', 50, 'clone less'],
    ['record_bytes', 10, 'longer than 10 bytes'],
    ['turns', 3, 'choose more --days'],
    ['commits_per_window', 1, 'choose fewer --days'],
    ['declarations', 2, 'choose fewer --days'],
  ])('is refused beyond its limit of %s', async (name, limit, remedy) => {
    const source = { repo: path, days: 14, hot: 40, causality: 'ancestry' } as const;
    const just = { ...LIMITS, [name]: limit };
    const failing = readGitScript(source, just);
    await expect(failing).rejects.toMatchObject({ exit_code: 64 });
    await expect(failing).rejects.toThrow(remedy);
  });

  it.each<[keyof Limits, number]>([
    ['commits', 3],
    ['changes', 4],
    ['turns', 4],
    ['commits_per_window', 2],
    ['declarations', 3],
  ])('is laid out at its limit of %s', async (name, limit) => {
    const source = { repo: path, days: 14, hot: 40, causality: 'ancestry' } as const;
    const script = await readGitScript(source, { ...LIMITS, [name]: limit });
    expect(script).toEqual(await layGit(path));
  });
});

describe.skipIf(WITHOUT_GIT)(`a shallow clone${NEEDS_GIT}`, () => {
  const { path } = makeRepository(folder, 'deep', [
    { by: 'Ada', day: 0, files: { a: '1', b: '1' } },
    { by: 'Bob', day: 1, files: { a: '2' } },
    { by: 'Cleo', day: 2, files: { a: '3' } },
  ]);

  it('leaves out what the commits at its end changed, for nobody can know', async () => {
    gitIn(folder, ['clone', '--quiet', '--depth=2', `file://${path}`, 'shallow']);
    const script = await layGit(join(folder, 'shallow'));
    expect(outline(script)).toEqual([['agent-0 0 paths', 'agent-0 1 log', 'agent-0 2 blob:a']]);
    const { notes } = await inspectGit({ repo: join(folder, 'shallow'), days: 14, hot: 40 });
    expect(notes).toEqual([
      expect.stringMatching(/ is shallow: commits at which it ends \(1\) write nothing$/),
    ]);
  });

  it('is refused where that leaves nothing', async () => {
    gitIn(folder, ['clone', '--quiet', '--depth=1', `file://${path}`, 'shallowest']);
    const problem = await gitProblemOf(join(folder, 'shallowest'));
    expect(problem.exit_code).toBe(64);
    expect(problem.message).toContain('git fetch --unshallow');
  });
});
