// A results folder as its readers see it: the manifest, and what the journal holds. It needs no lock: a
// study may still be executing, and its readers see what was finished when they looked.

import { join } from 'node:path';
import type { StoredManifest } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';
import { printable } from '../../model/quote.js';
import type { JournalEntry } from './entry.js';
import { STUDY_FILES } from './layout.js';
import { readManifest } from './manifest-file.js';
import type { JournalEnd } from './read-journal.js';
import { readJournal } from './read-journal.js';

export interface StoredStudyFolder {
  readonly folder: string;
  readonly manifest: StoredManifest;
  /**
   * Reads the journal from its beginning, one entry at a time; returns how it ended, see {@link noticesOf}.
   * @throws UserError while it is read, see {@link readJournal}.
   */
  readonly entries: () => Generator<JournalEntry, JournalEnd, void>;
}

/** @throws UserError (exit 65, 66 or 74) where the folder's manifest cannot be read. */
export function readStudy(folder: string): StoredStudyFolder {
  const manifest = readManifest(folder);
  const { study } = manifest.study;
  return {
    folder,
    manifest,
    entries: () => readJournal(join(folder, STUDY_FILES.journal), { study }),
  };
}

export interface StudyRecords {
  readonly manifest: StoredManifest;
  /** In the order in which they were finished. */
  readonly records: readonly RepetitionRecord[];
  /** What a reader is to be told about the journal, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * All records of a results folder.
 * @throws UserError (exit 65) where it is damaged, (66) where it is not there, (74) where it cannot be read.
 */
export function readRecords(folder: string): StudyRecords {
  const { manifest, entries } = readStudy(folder);
  const records: RepetitionRecord[] = [];
  const reading = entries();
  let step = reading.next();
  for (; !step.done; step = reading.next()) records.push(step.value.record);
  return { manifest, records, notices: noticesOf(folder, step.value) };
}

/** What to say of a journal that ends in the middle of an entry: nothing of one that does not. */
export function noticesOf(folder: string, { entries, torn_bytes }: JournalEnd): readonly string[] {
  if (torn_bytes === 0) return [];
  const path = printable(join(folder, STUDY_FILES.journal));
  const place = `the last ${torn_bytes} bytes of ${path}, after repetition ${entries}`;
  const cause = 'a repetition was being written when they were read, or when the study was killed';
  return [`${place}, are left out because they are torn: ${cause}`];
}
