// The journal: all that a study has found out, one line per finished repetition, appended and synchronised
// before the next one begins. A crash at any moment costs the line being written and no other. One process
// writes at a time (lock.ts); whoever reads does not need the lock.

import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../../model/problem.js';
import type { UserError } from '../../model/problem.js';
import { validateRecord } from '../record.js';
import { corruptResults } from './corrupt.js';
import type { Disk } from './disk.js';
import { cannotWrite, DISK, syncFolder, writeAll } from './disk.js';
import type { JournalEntry } from './entry.js';
import { entryFault } from './entry-schema.js';
import { encodeLine, MAX_LINE_BYTES } from './journal-line.js';
import { STUDY_FILES } from './layout.js';
import type { JournalExpectation } from './read-journal.js';
import type { RepairedJournal } from './repair.js';
import { readJournal } from './read-journal.js';
import { repairTail } from './repair.js';
import { SeenRepetitions } from './seen-repetitions.js';

export { readJournal } from './read-journal.js';
export type { JournalEnd, JournalExpectation } from './read-journal.js';
export { repairTail } from './repair.js';
export type { RepairedJournal } from './repair.js';

export interface JournalOptions extends JournalExpectation {
  readonly disk?: Disk;
}

/** An entry that must not be written: a mistake of whoever made it. */
export class InvalidEntryError extends Error {
  override readonly name = 'InvalidEntryError';
}

export class Journal {
  readonly #path: string;
  readonly #fd: number;
  readonly #options: JournalOptions;
  readonly #seen: SeenRepetitions;
  #entries: number;
  #bytes: number;
  /** What {@link Journal.resume} cut from the end; null where the end was whole. */
  readonly cut: RepairedJournal['cut'];

  private constructor(path: string, options: JournalOptions, holds: Holdings) {
    this.#path = path;
    this.#options = options;
    this.#seen = holds.seen;
    this.#entries = holds.entries;
    this.#bytes = holds.bytes;
    this.cut = holds.cut;
    this.#fd = openForAppending(path, holds.bytes === 0 ? 'a' : APPEND_TO_EXISTING, options);
  }

  /** The journal of a new folder. @throws UserError (exit 74) where there is one already or none can be. */
  static create(folder: string, options: JournalOptions = {}): Journal {
    const path = join(folder, STUDY_FILES.journal);
    closeSync(openForAppending(path, 'ax', options));
    return new Journal(path, options, { ...NOTHING, seen: new SeenRepetitions() });
  }

  /**
   * The journal of a folder whose study goes on: its torn end is cut, see {@link repairTail}. Every entry it
   * holds is handed to `known`, in order.
   * @throws UserError (exit 65) where it is damaged, (74) where it cannot be written.
   */
  static resume(
    folder: string,
    known: (entry: JournalEntry) => void,
    options: JournalOptions = {},
  ): Journal {
    const path = join(folder, STUDY_FILES.journal);
    const seen = new SeenRepetitions();
    const repaired = repairTail(path, {
      ...options,
      known: (entry) => {
        note(seen, entry);
        known(entry);
      },
    });
    return new Journal(path, options, { ...repaired, seen });
  }

  /**
   * Opens a journal for appending, after all it holds has been verified; one that is not there is created.
   * @throws UserError (exit 65) where it is damaged or its end is torn, (74) where it cannot be written.
   */
  static open(path: string, options: JournalOptions = {}): Journal {
    closeSync(openForAppending(path, 'a', options));
    const seen = new SeenRepetitions();
    const reading = readJournal(path, options);
    let step = reading.next();
    for (; !step.done; step = reading.next()) note(seen, step.value);
    const { entries, whole_bytes: bytes, torn_bytes } = step.value;
    if (torn_bytes === 0) return new Journal(path, options, { seen, entries, bytes, cut: null });
    throw corruptResults(path, `its last ${torn_bytes} bytes are torn: ${howToResume(path)}`);
  }

  /** How many entries it holds. */
  get entries(): number {
    return this.#entries;
  }

  /**
   * Writes one line and returns once it is on disk. What was there before is safe whatever happens.
   * @throws InvalidRecordError or InvalidEntryError for what must not be written; UserError (exit 74) where
   *   the disk does not take it: then the journal is as it was before.
   */
  append(entry: JournalEntry): void {
    this.#refuseInvalid(entry);
    const line = encodeLine(this.#entries + 1, JSON.stringify(entry));
    if (line.length > MAX_LINE_BYTES) {
      throw new InvalidEntryError(`an entry of ${line.length} bytes is too long for a journal`);
    }
    this.#refuseIfChanged();
    this.#write(line);
    note(this.#seen, entry);
    this.#entries += 1;
    this.#bytes += line.length;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #refuseInvalid(entry: JournalEntry): void {
    const { study, cell_id, repetition } = validateRecord(entry.record);
    const subject = `repetition ${repetition} of ${cell_id} cannot be journalled`;
    const fault = entryFault(entry);
    if (fault !== null) throw new InvalidEntryError(`${subject}: ${fault}`);
    if (this.#seen.has(cell_id, repetition)) throw new InvalidEntryError(`${subject} twice`);
    if (study !== (this.#options.study ?? study)) {
      throw new InvalidEntryError(`${subject}: it is of study ${study}`);
    }
  }

  /** Notices a second writer, and a folder that was deleted under this one, before writing into the void. */
  #refuseIfChanged(): void {
    const { size, nlink } = fstatSync(this.#fd);
    if (size === this.#bytes && nlink > 0) return;
    const change = nlink > 0 ? 'somebody else has written to it' : 'it was deleted';
    throw cannotWrite(this.#path, `${change} while the study was executing`);
  }

  #write(line: Buffer): void {
    const disk = this.#options.disk ?? DISK;
    try {
      writeAll(this.#fd, line, disk);
      disk.sync(this.#fd);
    } catch (thrown) {
      throw this.#rollBack(disk, thrown);
    }
  }

  /** A torn line left behind is no loss: a resumed study cuts it. So a failure to cut it here is not told. */
  #rollBack(disk: Disk, thrown: unknown): UserError {
    try {
      disk.truncate(this.#fd, this.#bytes);
      disk.sync(this.#fd);
    } catch {
      // The next append finds a size that it did not expect, and refuses.
    }
    const advice = `${this.#entries} repetitions are kept: ${howToResume(this.#path)}`;
    return cannotWrite(this.#path, `${messageOf(thrown)}; ${advice}`, thrown);
  }
}

interface Holdings extends RepairedJournal {
  readonly seen: SeenRepetitions;
}

const NOTHING: RepairedJournal = { entries: 0, bytes: 0, cut: null };

function note(seen: SeenRepetitions, { record }: JournalEntry): void {
  seen.add(record.cell_id, record.repetition);
}

/** As Node's flag `a`, but for creating the file: one that was just verified and is gone was not left empty. */
const APPEND_TO_EXISTING = constants.O_WRONLY | constants.O_APPEND;

/** The name of a new file is on disk before anything is written to it. */
function openForAppending(path: string, flags: string | number, options: JournalOptions): number {
  try {
    const fd = openSync(path, flags);
    syncFolder(dirname(path), options.disk);
    return fd;
  } catch (thrown) {
    throw cannotWrite(path, messageOf(thrown), thrown);
  }
}

function howToResume(path: string): string {
  return `make room if the disk is full, then go on with mergestorm study --resume ${dirname(path)}`;
}
