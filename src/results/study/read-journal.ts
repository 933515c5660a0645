// Reads a journal, entry by entry, and believes nothing: each line must be whole, in its place, and say what
// an entry may say. Only the end may be torn, because a process was killed or the power failed while it was
// written. Damage before it is an error, never skipped over: a study with a hole is not the study.

import { closeSync } from 'node:fs';
import type { UserError } from '../../model/problem.js';
import { quoted } from '../../model/quote.js';
import { corruptResults } from './corrupt.js';
import type { OpenFile } from './disk.js';
import type { JournalEntry } from './entry.js';
import { parseEntry } from './entry-schema.js';
import type { DecodedLine } from './journal-line.js';
import { couldBeTorn, decodeLine, holdsAnotherLine, MAX_LINE_BYTES } from './journal-line.js';
import type { Line } from './lines.js';
import { linesOf, LineTooLongError } from './lines.js';
import { cannotRead, openResults } from './open-results.js';
import { SeenRepetitions } from './seen-repetitions.js';

/** What a journal turned out to hold, once all of it has been read. */
export interface JournalEnd {
  readonly entries: number;
  /** Bytes up to the end of the last whole line. */
  readonly whole_bytes: number;
  /** Bytes behind them, of an entry that was being written when its writer ended; 0 where none was. */
  readonly torn_bytes: number;
}

export interface JournalExpectation {
  /** The study that all records must be of; any where it is left out. */
  readonly study?: string;
}

/**
 * The entries in the order in which they were written, up to the size of the file when it was opened; then
 * how it ended. Holds one line at a time.
 * @throws UserError (exit 65) naming file, line and fault; (66) where there is no such file; (74) where it
 *   cannot be read.
 */
export function* readJournal(
  path: string,
  expected: JournalExpectation = {},
): Generator<JournalEntry, JournalEnd, void> {
  const file = openResults(path, 'there is no such journal: nothing was executed there');
  try {
    return yield* new JournalReading(path, file, expected).entries();
  } finally {
    closeSync(file.fd);
  }
}

class JournalReading {
  readonly #path: string;
  readonly #file: OpenFile;
  readonly #expected: JournalExpectation;
  readonly #seen = new SeenRepetitions();
  #entries = 0;
  #whole_bytes = 0;

  constructor(path: string, file: OpenFile, expected: JournalExpectation) {
    this.#path = path;
    this.#file = file;
    this.#expected = expected;
  }

  *entries(): Generator<JournalEntry, JournalEnd, void> {
    for (const line of this.#lines()) {
      const decoded = decode(line);
      if (decoded.type === 'damaged') {
        this.#refuseUnlessTorn(line, decoded.reason);
        break;
      }
      const entry = this.#entryOf(line, decoded.text);
      this.#refuseOutOfPlace(line, decoded.sequence, entry);
      this.#entries += 1;
      this.#whole_bytes = line.end;
      yield entry;
    }
    const [entries, whole_bytes] = [this.#entries, this.#whole_bytes];
    return { entries, whole_bytes, torn_bytes: this.#file.bytes - whole_bytes };
  }

  *#lines(): Generator<Line, void> {
    try {
      yield* linesOf(this.#file, MAX_LINE_BYTES);
    } catch (thrown) {
      if (thrown instanceof LineTooLongError) throw this.#fault(thrown.number, thrown.message);
      throw cannotRead(this.#path, thrown);
    }
  }

  #refuseUnlessTorn({ number, bytes, end }: Line, reason: string): void {
    if (end < this.#file.bytes || holdsAnotherLine(bytes)) {
      throw this.#fault(
        number,
        `${reason}: restore the file from a copy, or execute the study again`,
      );
    }
    if (this.#entries === 0 && !couldBeTorn(bytes)) {
      throw this.#fault(number, `${reason}: this is not a journal of mergestorm`);
    }
  }

  #entryOf({ number }: Line, text: string): JournalEntry {
    const parsed = parseEntry(text);
    if (parsed.type === 'bad') throw this.#fault(number, parsed.reason);
    return parsed.value;
  }

  #refuseOutOfPlace({ number }: Line, sequence: number, { record }: JournalEntry): void {
    if (sequence !== number) {
      throw this.#fault(number, `its sequence is ${sequence}: a line is missing, doubled or moved`);
    }
    const { study = record.study } = this.#expected;
    if (record.study !== study) {
      const studies = `${quoted(record.study)}, the manifest of ${quoted(study)}`;
      throw this.#fault(number, `it is of study ${studies}`);
    }
    if (this.#seen.add(record.cell_id, record.repetition) === 'known') {
      const repetition = `repetition ${record.repetition} of ${quoted(record.cell_id)}`;
      throw this.#fault(number, `${repetition} is there already`);
    }
  }

  #fault(line: number, reason: string): UserError {
    return corruptResults(`${this.#path} line ${line}`, reason);
  }
}

function decode({ bytes, type }: Line): DecodedLine {
  return type === 'cut' ? { type: 'damaged', reason: 'it is cut' } : decodeLine(bytes);
}
