// What stands in the folder of a durable store: which files its state is read from, which were left behind.

import { messageOf } from '../../model/problem.js';
import { StoreError } from '../store-error.js';
import { namesIn } from './files.js';
import type { FileRole } from './layout.js';
import { readName } from './layout.js';

export interface Inventory {
  /** The number of the newest snapshot; null where there is none. */
  readonly snapshot: number | null;
  /** The numbers of the logs that come after it, ascending, without a gap; empty for a new store. */
  readonly logs: readonly number[];
  /** Names of what older generations and crashes left behind. */
  readonly leftovers: readonly string[];
  /** The number for the next torn end to be kept. */
  readonly next_torn: number;
}

/** @throws StoreError as {@link refuseForeign} does, and `damaged_files` where files are missing. */
export function takeInventory(folder: string): Inventory {
  refuseForeign(folder);
  const readings = namesIn(folder).map((name) => ({ name, reading: readName(name) }));
  const numbers = (role: FileRole): readonly number[] =>
    readings
      .flatMap(({ reading }) => (reading.type === 'file' ? [reading.file] : []))
      .filter((file) => file.role === role)
      .map(({ number }) => number)
      .sort((left, right) => left - right);
  const snapshot = numbers('snapshot').at(-1) ?? null;
  const logs = numbers('updates').filter((number) => number >= (snapshot ?? 0));
  refuseGaps(folder, snapshot, logs);
  const leftovers = readings.filter(({ reading }) => isLeftover(reading, snapshot ?? 0));
  const next_torn = (numbers('torn').at(-1) ?? 0) + 1;
  return { snapshot, logs, leftovers: leftovers.map(({ name }) => name), next_torn };
}

function isLeftover(reading: ReturnType<typeof readName>, oldest: number): boolean {
  if (reading.type === 'partial') return true;
  return reading.type === 'file' && reading.file.role !== 'torn' && reading.file.number < oldest;
}

function refuseGaps(folder: string, snapshot: number | null, logs: readonly number[]): void {
  if (snapshot === null && logs.length === 0) return;
  const first = snapshot ?? 0;
  if (logs.length > 0 && logs.every((number, index) => number === first + index)) return;
  const found = logs.length === 0 ? 'none' : logs.join(', ');
  throw damagedFiles(folder, `logs are missing: from ${first} on, there is ${found}`);
}

/** @throws StoreError `unknown_format` for a folder with files that no store has. */
export function refuseForeign(folder: string): void {
  const name = namesIn(folder).find((name) => readName(name).type === 'foreign');
  if (name === undefined) return;
  throw new StoreError('unknown_format', {
    what: 'this is not the folder of a store',
    where: folder,
    remedy: `it holds ${name}: name a new folder, or the one of a store`,
  });
}

/** @param cause what is wrong, or what was thrown while reading. */
export function damagedFiles(where: string, cause: unknown): StoreError {
  const remedy = `${messageOf(cause)}; nothing was changed: put the folder back from a copy`;
  return new StoreError(
    'damaged_files',
    { what: 'a store on disk is damaged', where, remedy },
    cause,
  );
}
