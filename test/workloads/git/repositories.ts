// Repositories for the tests, made by git itself in a folder that is gone when the test file ends. Histories
// come from `git fast-import`, so that a test decides every author, date, parent and byte.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { UserError } from '../../../src/model/problem.js';
import type { Script } from '../../../src/model/script.js';
import type { Write } from '../../../src/model/write.js';
import { git as workload } from '../../../src/workloads/git/git.js';
import type { GitSource } from '../../../src/workloads/workload.js';
import { optionsWith } from '../script-reading.js';

const HAS_GIT = spawnSync('git', ['--version']).status === 0;

/** For `describe.skipIf`, and for the title that says why. */
export const WITHOUT_GIT = !HAS_GIT;
export const NEEDS_GIT = HAS_GIT ? '' : ' (skipped: there is no git on the PATH)';

export interface PlannedCommit {
  /** A name; the address is made of it, unless one is given as `Name <address>`. */
  readonly by: string;
  /** Days after the first of January 2020; of author and committer alike. */
  readonly day: number;
  readonly committed_day?: number;
  /** Indexes of commits; the one before where this is left out. */
  readonly parents?: readonly number[];
  /** Contents by path as fast-import spells it; null deletes, `gitlink:ID` is a submodule. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly subject?: string;
}

export interface MadeRepository {
  readonly path: string;
  /** Full ids, in the order planned. */
  readonly ids: readonly string[];
}

const DAY_S = 86_400;
const START_S = 1_577_836_800;

/** A temporary folder, spelled as git spells it. */
export function createFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mergestorm-git-')));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Runs git in that folder, untouched by the settings of whoever runs the tests. */
export function gitIn(
  folder: string,
  args: readonly string[],
  input = '',
  more: NodeJS.ProcessEnv = {},
): string {
  const env = { ...process.env, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '' };
  const author = { GIT_AUTHOR_NAME: 'Tester', GIT_AUTHOR_EMAIL: 'tester@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Tester', GIT_COMMITTER_EMAIL: 'tester@example.org' };
  const options = { cwd: folder, env: { ...env, ...author, ...committer, ...more }, input };
  return execFileSync('git', args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
    .toString()
    .trim();
}

/** A repository with these commits on its branch, the last of them checked out; no files on disk. */
export function makeRepository(
  folder: string,
  name: string,
  commits: readonly PlannedCommit[],
  initArgs: readonly string[] = [],
): MadeRepository {
  const path = join(folder, name);
  mkdirSync(path);
  gitIn(path, ['init', '--quiet', ...initArgs]);
  gitIn(path, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
  const marks = join(folder, `${name}.marks`);
  const stream = commits.map((commit, index) => spelled(commit, index)).join('');
  gitIn(path, ['fast-import', '--quiet', '--force', `--export-marks=${marks}`], stream);
  const ids = readFileSync(marks, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  const by_mark = new Map(ids.map(([mark = '', id = '']) => [mark, id]));
  return { path, ids: commits.map((_, index) => by_mark.get(`:${index + 1}`) ?? '') };
}

function spelled(commit: PlannedCommit, index: number): string {
  const { by, day, committed_day = day, subject = 'A subject line', files = {} } = commit;
  const parents = commit.parents ?? (index === 0 ? [] : [index - 1]);
  const [first, ...others] = parents;
  return [
    ...(first === undefined ? ['reset refs/heads/main', ''] : []),
    'commit refs/heads/main',
    `mark :${index + 1}`,
    `author ${identity(by)} ${START_S + Math.round(day * DAY_S)} +0000`,
    `committer ${identity(by)} ${START_S + Math.round(committed_day * DAY_S)} +0000`,
    `data ${Buffer.byteLength(subject)}`,
    subject,
    ...(first === undefined ? [] : [`from :${first + 1}`]),
    ...others.map((parent) => `merge :${parent + 1}`),
    ...Object.entries(files).map(([path, content]) => change(path, content)),
    '',
    '',
  ].join('\n');
}

function identity(by: string): string {
  return by.includes('<') ? by : `${by} <${by.toLowerCase()}@example.org>`;
}

function change(path: string, content: string | null): string {
  if (content === null) return `D ${path}`;
  const submodule = /^gitlink:(.*)$/.exec(content)?.[1];
  if (submodule !== undefined) return `M 160000 ${submodule} ${path}`;
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}`;
}

/** The short id that git gives a file of this content. */
export function blobId(content: string): string {
  const header = `blob ${Buffer.byteLength(content)}\0`;
  return createHash('sha1').update(header).update(content).digest('hex').slice(0, 12);
}

export function layGit(repo: string, overrides: Partial<GitSource> = {}): Promise<Script> {
  return workload.lay(
    optionsWith({ git: { repo, days: 14, hot: 40, causality: 'ancestry', ...overrides } }),
  );
}

/** The error that laying out the repository ends with. */
export async function gitProblemOf(
  repo: string,
  overrides: Partial<GitSource> = {},
): Promise<UserError> {
  const thrown: unknown = await layGit(repo, overrides).then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  );
  if (thrown instanceof UserError) return thrown;
  throw new Error('no UserError was thrown', { cause: thrown });
}

/** Per round, the writes of all agents as `agent op field`, in order of agents. */
export function outline({ rounds }: Script): readonly (readonly string[])[] {
  return rounds.map((turns) => turns.flat().map(named));
}

function named({ agent_id, op_id, field }: Write): string {
  return `${agent_id} ${op_id} ${field}`;
}

/** The scalar writes to that path's field, in order of rounds and agents. */
export function blobWrites({ rounds }: Script, path: string): readonly Write[] {
  return rounds.flat(2).filter(({ field }) => field === `blob:${path}`);
}
