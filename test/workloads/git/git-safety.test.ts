import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createFolder,
  gitIn,
  gitProblemOf,
  layGit,
  makeRepository,
  NEEDS_GIT,
  WITHOUT_GIT,
} from './repositories.js';

describe.skipIf(WITHOUT_GIT)(`a repository from anywhere${NEEDS_GIT}`, () => {
  const folder = createFolder();
  const marker = join(folder, 'was-run');
  const program = join(folder, 'program');
  writeFileSync(program, `#!/bin/sh\ntouch '${marker}'\n`);
  chmodSync(program, 0o755);
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(marker, { force: true });
  });

  const commits = [
    { by: 'Ada', day: 0, files: { f: '1', '.gitattributes': '* diff=evil filter=evil\n' } },
    { by: 'Bob', day: 1, files: { f: '2' } },
  ] as const;

  function configure(path: string, config: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(config)) gitIn(path, ['config', key, value]);
  }

  it('runs none of the programs that its config names', async () => {
    const { path } = makeRepository(folder, 'programs', commits);
    const expected = await layGit(path);
    configure(path, {
      ...{ 'core.fsmonitor': program, 'core.pager': program, 'core.sshCommand': program },
      ...{ 'core.editor': program, 'core.askPass': program, 'core.hooksPath': folder },
      ...{ 'pager.rev-list': program, 'pager.diff-tree': program, 'pager.rev-parse': program },
      ...{ 'diff.external': program, 'diff.evil.textconv': program, 'diff.evil.command': program },
      ...{ 'filter.evil.clean': program, 'filter.evil.smudge': program },
      ...{ 'log.showSignature': 'true', 'gpg.program': program },
      ...{ 'alias.rev-list': `!${program}`, 'alias.diff-tree': `!${program}` },
      ...{ 'uploadpack.packObjectsHook': program, 'core.alternateRefsCommand': program },
    });
    expect(await layGit(path)).toEqual(expected);
    expect(existsSync(marker)).toBe(false);
  });

  it('fetches nothing of what it lacks, by whatever command it would have that fetched', async () => {
    const { path, ids } = makeRepository(folder, 'partial', commits);
    const [first = ''] = ids;
    const tree = gitIn(path, ['rev-parse', `${first}^{tree}`]);
    rmSync(join(path, '.git', 'objects', tree.slice(0, 2), tree.slice(2)));
    configure(path, {
      ...{ 'core.repositoryFormatVersion': '1', 'extensions.partialClone': 'origin' },
      ...{ 'remote.origin.url': folder, 'remote.origin.promisor': 'true' },
      ...{ 'remote.origin.uploadpack': program },
      ...{ 'protocol.allow': 'always', 'protocol.file.allow': 'always' },
    });
    expect(await gitProblemOf(path)).toMatchObject({ exit_code: 74 });
    expect(existsSync(marker)).toBe(false);
    // The bait is real: called plainly, git takes it.
    const plainly = ['diff-tree', '--root', '--raw', '-r', first];
    expect(() => gitIn(path, plainly, '', { GIT_NO_LAZY_FETCH: '0' })).toThrow();
    expect(existsSync(marker)).toBe(true);
  });

  it('is what it is whatever the environment tells git', async () => {
    const { path } = makeRepository(folder, 'environment', commits);
    const other = makeRepository(folder, 'other', [{ by: 'Eve', day: 0 }]);
    const expected = await layGit(path);
    const settings = join(folder, 'settings');
    writeFileSync(
      settings,
      '[diff]\n\trenames = copies\n\torderFile = /dev/null\n[core]\n\tquotePath = true\n',
    );
    vi.stubEnv('GIT_DIR', join(other.path, '.git'));
    vi.stubEnv('GIT_WORK_TREE', other.path);
    vi.stubEnv('GIT_OBJECT_DIRECTORY', join(other.path, '.git', 'objects'));
    vi.stubEnv('GIT_EXTERNAL_DIFF', program);
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'core.pager');
    vi.stubEnv('GIT_CONFIG_VALUE_0', program);
    vi.stubEnv('GIT_CONFIG_GLOBAL', settings);
    vi.stubEnv('GIT_TRACE', join(folder, 'trace'));
    expect(await layGit(path)).toEqual(expected);
    expect(existsSync(marker)).toBe(false);
    expect(existsSync(join(folder, 'trace'))).toBe(false);
  });

  it('shows the same history whatever objects are replaced', async () => {
    const { path, ids } = makeRepository(folder, 'replaced', commits);
    const expected = await layGit(path);
    const [first = '', last = ''] = ids;
    gitIn(path, ['replace', last, first]);
    expect(await layGit(path)).toEqual(expected);
  });
});
