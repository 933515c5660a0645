// The content of an evidence file: everything a repetition is judged by, as one JSON document. Keys are those
// of the nouns themselves, so that a file can be read without this program.

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

/** What a repetition is judged by beside its ledger and its readings; each left out where there is none. */
export type EvidenceSurroundings = Pick<Evidence, 'faults' | 'heal' | 'detection'>;

export interface EvidenceDocument extends EvidenceSurroundings {
  readonly schema_version: typeof SCHEMA_VERSION;
  readonly visit: string;
  /** Whether the strategy declares that it names authors. */
  readonly attributes: boolean;
  readonly ledger: LedgerEntries;
  readonly observations: readonly RoundObservation[];
  readonly finals: readonly FinalState[];
}

/** In one order, for equal evidence is to give equal bytes. */
export function surroundingsOf({
  faults,
  heal,
  detection,
}: EvidenceSurroundings): EvidenceSurroundings {
  return {
    ...(faults && { faults }),
    ...(heal && { heal }),
    ...(detection && { detection }),
  };
}
