// The torn end of a journal, cut and kept aside before a study goes on. What was cut is part of one entry
// that never counted; it is kept because nobody may find bytes gone that they have not seen.

import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf, UserError } from '../../model/problem.js';
import type { Disk, OpenFile } from './disk.js';
import { cannotWrite, createSynced, DISK, openRegular, readAt, syncFolder } from './disk.js';
import type { JournalEntry } from './entry.js';
import type { JournalEnd, JournalExpectation } from './read-journal.js';
import { readJournal } from './read-journal.js';

/** What a repaired journal holds. */
export interface RepairedJournal {
  readonly entries: number;
  /** Its size now. */
  readonly bytes: number;
  /** What was cut from its end, and the file that keeps it; null where the end was whole. */
  readonly cut: { readonly bytes: number; readonly kept_in: string } | null;
}

export interface RepairOptions extends JournalExpectation {
  /** Told of every whole entry, in order. */
  readonly known?: (entry: JournalEntry) => void;
  readonly disk?: Disk;
}

const NOTHING: RepairedJournal = { entries: 0, bytes: 0, cut: null };

/**
 * Reads the whole journal and cuts its torn end, if it has one, into `<path>.torn-<n>`. A journal that is
 * not there yet has nothing to repair. Only the holder of the folder's lock may call this.
 * @throws UserError (exit 65) for damage before the end, and leaves the file as it is; (74) where cutting fails.
 */
export function repairTail(path: string, options: RepairOptions = {}): RepairedJournal {
  if (!existsSync(path)) return NOTHING;
  const { entries, whole_bytes, torn_bytes } = readAll(path, options);
  if (torn_bytes === 0) return { entries, bytes: whole_bytes, cut: null };
  const kept_in = cutTail(path, whole_bytes, options.disk ?? DISK);
  return { entries, bytes: whole_bytes, cut: { bytes: torn_bytes, kept_in } };
}

function readAll(path: string, options: RepairOptions): JournalEnd {
  const reading = readJournal(path, options);
  for (let step = reading.next(); ; step = reading.next()) {
    if (step.done) return step.value;
    options.known?.(step.value);
  }
}

/** Kept aside first, and on disk, so that a crash in between leaves the bytes twice and never not at all. */
function cutTail(path: string, whole_bytes: number, disk: Disk): string {
  try {
    const kept_in = keepAside(path, tailOf(path, whole_bytes), disk);
    syncFolder(dirname(path), disk);
    const fd = openSync(path, 'r+');
    try {
      disk.truncate(fd, whole_bytes);
      disk.sync(fd);
    } finally {
      closeSync(fd);
    }
    return kept_in;
  } catch (thrown) {
    throw thrown instanceof UserError ? thrown : cannotWrite(path, messageOf(thrown), thrown);
  }
}

function tailOf(path: string, whole_bytes: number): Buffer {
  const file: OpenFile | null = openRegular(path);
  if (!file) throw cannotWrite(path, 'it is no longer a file');
  try {
    return readAt(file.fd, whole_bytes, file.bytes - whole_bytes);
  } finally {
    closeSync(file.fd);
  }
}

/** In the first file of that name that is not there yet. */
function keepAside(path: string, tail: Buffer, disk: Disk): string {
  for (let number = 1; ; number += 1) {
    const kept_in = `${path}.torn-${number}`;
    if (existsSync(kept_in)) continue;
    createSynced(kept_in, tail, disk);
    return kept_in;
  }
}
