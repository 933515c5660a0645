// One process writes to a results folder at a time. The lock is a folder `lock` with one file in it, named
// by a token that is used once, that says who holds it. It is taken by renaming a prepared folder to `lock`,
// which the file system refuses while a lock with a file in it stands there: so no lock ever exists that
// does not name its holder, and of any number of takers one wins.
//
// The lock of a process that is gone is taken over by removing its file and trying again. With a plain lock
// file that would be a race: between reading and removing it, another process may have taken it over, and
// what is removed is a living lock. The token prevents that: only the lock that was read can be hit.

import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { printable, quoted } from '../../model/quote.js';
import { codeOf, createSynced, discard } from './disk.js';
import { LOCK } from './layout.js';
import type { Holder } from './lock-holder.js';
import { isDead } from '../../metrics/process-identity.js';
import { ourselves, readHolder } from './lock-holder.js';

type IsGone = (holder: Holder) => boolean;

export interface FolderLock {
  /** Lets others write to the folder. A second call does nothing. */
  release(): void;
}

/**
 * Locks a results folder for this process, taking over the lock of a process that is gone.
 * @param isGone tells whether a holder's process is; tests let others act in the moment after it has told.
 * @throws UserError (exit 73) naming the holder where it is locked, or where no lock can be created.
 */
export function lockFolder(folder: string, isGone: IsGone = isDead): FolderLock {
  const lock = join(folder, LOCK);
  const token = randomUUID();
  const prepared = `${lock}.${token}`;
  try {
    sweep(lock);
    prepare(prepared, token);
    take(lock, prepared, isGone);
  } catch (thrown) {
    discard(prepared);
    if (thrown instanceof UserError) throw thrown;
    throw refusal('cannot create', lock, messageOf(thrown), thrown);
  }
  return {
    release: () => {
      letGo(lock, token);
    },
  };
}

function prepare(prepared: string, token: string): void {
  mkdirSync(prepared);
  createSynced(join(prepared, token), Buffer.from(`${JSON.stringify(ourselves())}\n`));
}

/** Others may take and release it in between, each time costing a turn; nobody loses a thousand of them. */
const MAX_TURNS = 1_000;

/** At each turn it is taken, or its holder lives, or one dead lock less stands in the way. */
function take(lock: string, prepared: string, isGone: IsGone): void {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    if (tryTake(lock, prepared)) return;
    removeDead(lock, isGone, (holder, file) => {
      throw inUse(lock, holder, file);
    });
  }
  throw refusal('cannot create', lock, 'others take and release it all the time: try again');
}

/** What renaming over a lock with a file in it says on Linux, other Unix systems and Windows. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'];

function tryTake(lock: string, prepared: string): boolean {
  // An empty one is what a release left behind; not every system renames over it.
  removeIfEmpty(lock);
  try {
    renameSync(prepared, lock);
    return true;
  } catch (thrown) {
    if (TAKEN.includes(codeOf(thrown))) return false;
    throw thrown;
  }
}

function removeDead(
  lock: string,
  isGone: IsGone,
  refuse: (holder: Holder | null, file: string) => never,
): void {
  for (const file of filesIn(lock)) {
    const reading = readHolder(file);
    if (reading.type === 'unreadable') refuse(null, file);
    if (reading.type !== 'holder') continue;
    if (!isGone(reading.holder)) refuse(reading.holder, file);
    rmSync(file, { force: true });
  }
}

/** Removes what processes had prepared that were killed before they took the lock or gave up. */
function sweep(lock: string): void {
  const folder = dirname(lock);
  for (const path of filesIn(folder).filter((path) => path.startsWith(`${lock}.`))) {
    const readings = filesIn(path).map(readHolder);
    const isLeft = readings.some((reading) => reading.type === 'holder' && isDead(reading.holder));
    if (isLeft) rmSync(path, { recursive: true, force: true });
  }
}

/** Nothing where it is not there or no folder. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(thrown))) return [];
    throw thrown;
  }
}

function letGo(lock: string, token: string): void {
  rmSync(join(lock, token), { force: true });
  removeIfEmpty(lock);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not there, or not empty: then it is not ours to remove.
  }
}

function inUse(lock: string, holder: Holder | null, file: string): UserError {
  const folder = dirname(lock);
  if (holder === null) {
    return refusal('results folder is locked', folder, `nobody can say by whom: see ${file}`);
  }
  const { pid, host, tool } = holder;
  const who = `process ${pid} on ${quoted(host)} writes to it (${tool})`;
  const advice =
    host === hostname()
      ? 'wait for it to end, or end it'
      : `wait for it to end, or remove ${lock} if that machine is gone`;
  return refusal('results folder is locked', folder, `${who}: ${advice}`);
}

function refusal(what: string, where: string, remedy: string, cause?: unknown): UserError {
  const parts = { what, where: printable(where), remedy: printable(remedy) };
  return new UserError(EXIT.cannot_create, parts, cause);
}
