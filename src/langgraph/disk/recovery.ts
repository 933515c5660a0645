// Reading a durable store back: its newest snapshot, then every log after it. Nothing in the folder changes
// before all of it has been read and found whole but for what a crash explains.

import { join } from 'node:path';
import { decodeBundle } from '../bundle.js';
import { StoreError } from '../store-error.js';
import type { Bundle } from '../store-updates.js';
import { createDurably, cutFile, remove, withFile } from './files.js';
import type { FramesEnd } from './frame.js';
import { readFrames } from './frame.js';
import type { Inventory } from './inventory.js';
import { damagedFiles, takeInventory } from './inventory.js';
import type { FileRole } from './layout.js';
import { firstLine, MAX_LINE_BYTES, nameOf, readFirstLine } from './layout.js';
import { readSnapshot } from './snapshot.js';
import type { ReadingFile } from './files.js';

/** Where a store goes on. */
export interface Recovered {
  /** The number of the last log. */
  readonly log: number;
  /** How many frames are in it. */
  readonly frames: number;
  readonly log_bytes: number;
  readonly snapshot_bytes: number;
}

/**
 * Tells `replay` all that the folder holds, in order, and leaves the folder ready for appending. Only the
 * holder of its lock may call this.
 * @throws StoreError `unknown_format` or `damaged_files`; the folder is then as it was.
 */
export async function recover(
  folder: string,
  replay: (bundle: Bundle) => void,
): Promise<Recovered> {
  const inventory = takeInventory(folder);
  const snapshot_bytes = replaySnapshot(folder, inventory, replay);
  const logs = inventory.logs.map((number) => replayLog(folder, number, replay));
  refuseTornBefore(folder, logs);
  await tidy(folder, inventory, logs);
  const log_bytes = logs.reduce((sum, { whole_bytes }) => sum + whole_bytes, 0);
  const last = logs.at(-1);
  return { log: last?.number ?? 0, frames: last?.frames ?? 0, log_bytes, snapshot_bytes };
}

interface ReadLog extends FramesEnd {
  readonly number: number;
}

function replaySnapshot(
  folder: string,
  { snapshot }: Inventory,
  replay: (bundle: Bundle) => void,
): number {
  if (snapshot === null) return 0;
  return readStoreFile(folder, 'snapshot', snapshot, (file, start) => {
    replay({ type: 'state', since: new Map(), state: readSnapshot(file, start) });
    return file.bytes;
  });
}

function replayLog(folder: string, number: number, replay: (bundle: Bundle) => void): ReadLog {
  return readStoreFile(folder, 'updates', number, (file, start) => {
    const frames = readFrames(file, start);
    let step = frames.next();
    for (; step.done !== true; step = frames.next()) {
      for (const part of step.value.parts) replay(decodeBundle(part));
    }
    return { number, ...step.value };
  });
}

function readStoreFile<Result>(
  folder: string,
  role: Exclude<FileRole, 'torn'>,
  number: number,
  read: (file: ReadingFile, start: number) => Result,
): Result {
  const path = join(folder, nameOf({ role, number }));
  try {
    return withFile(path, (file) => read(file, startOf(file, role)));
  } catch (thrown) {
    if (thrown instanceof StoreError && thrown.code === 'unknown_format') throw thrown;
    throw damagedFiles(path, thrown);
  }
}

function startOf(file: ReadingFile, role: FileRole): number {
  const line = readFirstLine(role, file.read(0, MAX_LINE_BYTES));
  if (line.type === 'known') return line.bytes;
  if (line.type === 'foreign') throw new Error('it does not start as a file of a store');
  throw new StoreError('unknown_format', {
    what: 'a store on disk is of another format',
    where: file.path,
    remedy: `it is of format ${line.format}: open it with the version that wrote it`,
  });
}

/** A log is begun when the one before is whole: only one that nothing was written after can be torn. */
function refuseTornBefore(folder: string, logs: readonly ReadLog[]): void {
  const torn = logs.findIndex(({ torn_bytes }) => torn_bytes > 0);
  if (torn === -1 || logs.slice(torn + 1).every(({ frames }) => frames === 0)) return;
  throw damagedFiles(folder, 'a log ends torn, and another goes on after it');
}

/** What was cut is kept: nobody may find bytes gone that they have not seen. */
async function tidy(folder: string, inventory: Inventory, logs: readonly ReadLog[]): Promise<void> {
  let number = inventory.next_torn;
  for (const log of logs.filter(({ torn_bytes }) => torn_bytes > 0)) {
    const path = join(folder, nameOf({ role: 'updates', number: log.number }));
    const torn = withFile(path, (file) => file.read(log.whole_bytes, log.torn_bytes));
    await createDurably(join(folder, nameOf({ role: 'torn', number })), [torn]);
    await cutFile(path, log.whole_bytes);
    number += 1;
  }
  for (const name of inventory.leftovers) remove(join(folder, name));
  if (logs.length === 0) await createLog(folder, 0);
}

/** @returns its path. */
export async function createLog(folder: string, number: number): Promise<string> {
  const path = join(folder, nameOf({ role: 'updates', number }));
  await createDurably(path, [firstLine('updates')]);
  return path;
}
