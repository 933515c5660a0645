// From a repository on disk to the script of its history.

import { EXIT, UserError } from '../../model/problem.js';
import type { Script } from '../../model/script.js';
import type { GitSource } from '../workload.js';
import { readChanges } from './changes.js';
import { type Commit, readCommits } from './commits.js';
import { layHistory } from './lay-history.js';
import { LIMITS, type Limits } from './limits.js';
import { DEFAULT_GIT, GIT_BOUNDS } from './options.js';
import { expectCommit, findRepository, type Repository } from './repository.js';

/**
 * The script of a repository's history. The same commit gives the same script on every machine.
 * @throws UserError: 64 for options out of bounds and for a history with no writes or too many, 66 where
 * there is no repository, 69 where there is no git, 74 where git cannot read the history.
 */
export async function readGitScript(source: GitSource, limits: Limits = LIMITS): Promise<Script> {
  refuseOutOfBounds(source);
  const repository = await findRepository(source.repo);
  const { commit = repository.head, causality = DEFAULT_GIT.causality, days, hot } = source;
  const commits = await readCommits(repository, await expectCommit(repository, commit), limits);
  const writing = commits.filter((one) => makesWrites(one, repository));
  if (writing.length === 0) throw nothingToReplay(repository);
  const ids = writing.map(({ id }) => id);
  const changes = await readChanges(repository, ids, limits);
  const writes = (one: Commit) => makesWrites(one, repository);
  return layHistory({ commits, changes, writes }, { days, hot, causality, limits });
}

/**
 * A merge brings together what others wrote, and says who knew what; it writes nothing itself. A commit at
 * which a shallow clone ends would seem to have written every file there is.
 */
function makesWrites({ id, parents }: Commit, { boundary }: Repository): boolean {
  return parents.length < 2 && !boundary.has(id);
}

function refuseOutOfBounds(source: GitSource): void {
  for (const name of ['days', 'hot'] as const) {
    const { min, max } = GIT_BOUNDS[name];
    const value = source[name];
    if (Number.isInteger(value) && value >= min && value <= max) continue;
    throw new UserError(EXIT.usage, {
      what: 'option out of bounds',
      where: `--${name} ${value}`,
      remedy: `give a whole number from ${min} to ${max}`,
    });
  }
}

function nothingToReplay({ where, boundary }: Repository): UserError {
  return new UserError(EXIT.usage, {
    what: 'nothing to replay',
    where,
    remedy:
      boundary.size > 0
        ? 'the clone is too shallow to say what any commit changed; git fetch --unshallow'
        : 'its history holds merges only',
  });
}
