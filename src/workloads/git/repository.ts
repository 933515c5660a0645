// Where the repository is, which commit is read, and where a shallow clone ends. Every folder of a checkout
// stands for its whole repository, as it does for git.

import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EXIT, messageOf, UserError, type ExitCode } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import { askGit, GitFailure, readGit } from './process.js';

export interface Repository {
  /** As the user named it, printable. */
  readonly where: string;
  /** Absolute path of git's own folder. */
  readonly git_dir: string;
  /** Full id of the commit that is checked out. */
  readonly head: string;
  /**
   * Commits at which a shallow clone ends. Their parents are missing, so what they changed is unknown.
   * Empty where the clone is complete.
   */
  readonly boundary: ReadonlySet<string>;
}

const SHORT_BYTES = 1024 ** 2;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** @throws UserError: 66 where there is no repository, 64 where it has no commits, 69 where there is no git. */
export async function findRepository(path: string): Promise<Repository> {
  const where = printable(path);
  const folder = resolve(path);
  await expectFolder(folder, where);
  const git_dir = await findGitFolder(folder, where);
  const head = await resolveCommit(git_dir, 'HEAD');
  if (head === null) throw noCommits(where);
  return { where, git_dir, head, boundary: await boundaryOf(git_dir, where) };
}

/**
 * The full id of a commit that the repository holds.
 * @throws UserError (64) where it holds no such commit, or that is no full id of one.
 */
export async function expectCommit({ git_dir, where }: Repository, id: string): Promise<string> {
  const found = COMMIT.test(id) ? await resolveCommit(git_dir, id) : null;
  if (found !== null) return found;
  const remedy = `it holds no commit ${printable(id)}; it may have been rewritten since`;
  throw problem(EXIT.usage, where, remedy);
}

/**
 * What git prints about a repository's history, in chunks.
 * @throws UserError (74) where git fails: objects are damaged, or missing from a partial clone.
 */
export async function* readHistory(
  { git_dir, where }: Repository,
  call: { readonly args: readonly string[]; readonly input: string; readonly limit_bytes: number },
): AsyncGenerator<Buffer> {
  try {
    yield* readGit({ folder: git_dir, git_dir, ...call });
  } catch (thrown) {
    if (!(thrown instanceof GitFailure)) throw thrown;
    throw problem(EXIT.io, where, `git says: ${thrown.message}`, thrown);
  }
}

async function expectFolder(folder: string, where: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    const remedy = missing ? 'there is no such folder' : printable(messageOf(thrown));
    throw problem(EXIT.input_not_found, where, remedy, thrown);
  }
  throw problem(EXIT.input_not_found, where, 'it is no folder; name the folder of a repository');
}

/** Git refuses the repository of another user here, which names the remedy in its complaint. */
async function findGitFolder(folder: string, where: string): Promise<string> {
  const args = ['rev-parse', '--absolute-git-dir'];
  try {
    const found = await askGit({
      folder,
      git_dir: null,
      args,
      input: '',
      limit_bytes: SHORT_BYTES,
    });
    return found.replace(/\n$/, '');
  } catch (thrown) {
    if (!(thrown instanceof GitFailure)) throw thrown;
    throw problem(EXIT.input_not_found, where, `git says: ${thrown.message}`, thrown);
  }
}

async function resolveCommit(git_dir: string, name: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  try {
    const call = { folder: git_dir, git_dir, args, input: '', limit_bytes: SHORT_BYTES };
    return (await askGit(call)).trim();
  } catch (thrown) {
    if (thrown instanceof GitFailure) return null;
    throw thrown;
  }
}

async function boundaryOf(git_dir: string, where: string): Promise<ReadonlySet<string>> {
  const args = ['rev-parse', '--git-path', 'shallow'];
  const call = { folder: git_dir, git_dir, args, input: '', limit_bytes: SHORT_BYTES };
  const file = (await askGit(call)).replace(/\n$/, '');
  try {
    const text = await readFile(resolve(git_dir, file), 'utf8');
    return new Set(text.split('\n').filter((line) => line !== ''));
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return new Set();
    throw problem(EXIT.io, where, printable(messageOf(thrown)), thrown);
  }
}

function noCommits(where: string): UserError {
  return problem(EXIT.usage, where, 'nothing is committed on the branch that is checked out');
}

function problem(exit_code: ExitCode, where: string, remedy: string, cause?: unknown): UserError {
  return new UserError(exit_code, { what: 'cannot replay the repository', where, remedy }, cause);
}
