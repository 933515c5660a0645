// What the journal keeps of one finished repetition: its record, and what it takes to judge it again.

import type { RepetitionRecord } from '../record.js';

/** One distinct final reading by its digests, and how many replicas ended with it. */
export interface FinalDigests {
  /** See {@link ReadingDigests}. */
  readonly content: string;
  readonly reading: string;
  readonly replicas: number;
}

/** A file of the results folder, named relative to it with forward slashes. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface JournalEntry {
  readonly record: RepetitionRecord;
  /** Empty where nothing was read. */
  readonly finals: readonly FinalDigests[];
  /** Ledger, observations and final readings; null where the repetition has no result. */
  readonly evidence: StoredFile | null;
  /** Every replica's full state; null where it was not kept. */
  readonly blobs: StoredFile | null;
  /** The last that the process said on stderr where it did not end well; null otherwise. */
  readonly stderr_tail: string | null;
}
