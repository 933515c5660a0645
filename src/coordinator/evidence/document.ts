// The content of an evidence file: everything a repetition is judged by, as one JSON document. Keys are those
// of the nouns themselves, so that a file can be read without this program.

import type { Undelivered } from '../../model/blob-end.js';
import type { SCHEMA_VERSION } from '../../results/schema-version.js';
import type { Evidence } from '../../verdict/evidence.js';
import type { LedgerEntries } from '../../verdict/ledger.js';

/** Far above any repetition that fits in memory, and below the longest string that Node can hold. */
export const MAX_EVIDENCE_BYTES = 256 * 1024 ** 2;

/** Evidence or states that would not be read back as they are; `message` says why. */
export class UnstorableEvidenceError extends Error {
  override readonly name = 'UnstorableEvidenceError';

  constructor(reason: string) {
    super(`the evidence cannot be stored: ${reason}`);
  }
}

/** Evidence and the visit of the study it is of, as the journal names it: `cell_id#repetition`. */
export interface VisitEvidence {
  readonly visit: string;
  readonly evidence: Evidence;
}

/** One entry per copy in each. */
export interface UndeliveredColumns {
  readonly rounds: readonly number[];
  readonly passes: readonly (number | null)[];
  readonly senders: readonly number[];
  readonly receivers: readonly number[];
  readonly exported: readonly number[];
  readonly ends: readonly Undelivered['end'][];
  readonly codes: readonly (string | null)[];
}

/** Evidence as it is, but for what stands there in another form: its ledger as what it was told. */
export interface EvidenceDocument extends Omit<Evidence, 'ledger' | 'undelivered'> {
  readonly schema_version: typeof SCHEMA_VERSION;
  /** As `cell_id#repetition`. */
  readonly visit: string;
  readonly ledger: LedgerEntries;
  readonly undelivered?: UndeliveredColumns;
}
