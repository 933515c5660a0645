// One process has the folder of a durable store at a time. The lock is a folder with one file in it, named by
// a token that is used once, that says who holds it. It is taken by renaming a prepared folder, which the file
// system refuses while a lock with a file in it stands there: so no lock ever exists that does not name its
// holder, and of any number of takers one wins. The lock of a process that is gone is taken over by removing
// its file and trying again: only the lock that was read can be hit.

import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isDead, ourProcess } from '../../metrics/process-identity.js';
import { StoreError } from '../store-error.js';
import {
  createDurably,
  makeFolder,
  namesIn,
  readText,
  remove,
  removeEmptyFolder,
  renamePath,
  systemCodeOf,
} from './files.js';
import { LOCK } from './layout.js';

export interface FolderLock {
  release(): void;
}

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** See {@link ourProcess}. */
  started: z.string().nullable(),
});
type Holder = Readonly<z.infer<typeof holderSchema>>;

/** Others may take and release it in between, each time costing a turn; nobody loses a thousand of them. */
const MAX_TURNS = 1_000;

/** What renaming over a lock with a file in it says on Linux, other Unix systems and Windows. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'];

/** @throws StoreError `locked` naming the holder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = join(folder, LOCK);
  const token = randomBytes(16).toString('hex');
  const prepared = `${lock}.${token}`;
  try {
    makeFolder(prepared);
    await createDurably(join(prepared, token), [
      new TextEncoder().encode(JSON.stringify(ourProcess())),
    ]);
    take(lock, prepared);
    sweep(folder);
  } catch (thrown) {
    remove(prepared);
    throw thrown;
  }
  return {
    release: () => {
      remove(join(lock, token));
      removeIfEmpty(lock);
    },
  };
}

/** Removes what processes had prepared that were killed before they took the lock or gave up. */
function sweep(folder: string): void {
  for (const name of namesIn(folder).filter((name) => name.startsWith(`${LOCK}.`))) {
    const path = join(folder, name);
    const holders = namesIn(path).map((token) => readHolder(join(path, token)));
    if (holders.some((holder) => typeof holder === 'object' && isDead(holder))) remove(path);
  }
}

/** At each turn it is taken, or its holder lives, or one dead lock less stands in the way. */
function take(lock: string, prepared: string): void {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    // An empty one is what a release left behind; not every system renames over it.
    removeIfEmpty(lock);
    if (tryTake(lock, prepared)) return;
    for (const name of namesIn(lock)) removeDead(lock, name);
  }
  throw locked(lock, 'others take and release it all the time: try again');
}

function tryTake(lock: string, prepared: string): boolean {
  try {
    renamePath(prepared, lock);
    return true;
  } catch (thrown) {
    if (TAKEN.includes(systemCodeOf(thrown))) return false;
    throw thrown;
  }
}

function removeDead(lock: string, name: string): void {
  const file = join(lock, name);
  const holder = readHolder(file);
  if (holder === 'gone') return;
  if (holder === 'unreadable') throw locked(lock, `nobody can say by whom: see ${file}`);
  if (!isDead(holder)) {
    const { pid, host } = holder;
    throw locked(
      lock,
      `process ${pid} on ${host} has it open: close it there, or end that process`,
    );
  }
  remove(file);
}

function readHolder(path: string): Holder | 'gone' | 'unreadable' {
  try {
    return holderSchema.parse(JSON.parse(readText(path)));
  } catch (thrown) {
    return systemCodeOf(thrown) === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

function removeIfEmpty(folder: string): void {
  try {
    removeEmptyFolder(folder);
  } catch {
    // It is not there, or not empty: then it is not ours to remove.
  }
}

function locked(lock: string, remedy: string): StoreError {
  return new StoreError('locked', { what: 'the store is in use', where: dirname(lock), remedy });
}
