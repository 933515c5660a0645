// Evidence and blobs from a results folder of unknown origin. What they say of themselves is checked against
// the journal; what they say of the repetition is for the judge.

import { messageOf } from '../../model/problem.js';
import { corruptResults } from '../../results/study/corrupt.js';
import type { StoredFile } from '../../results/study/entry.js';
import { readStored } from '../../results/study/stored-file.js';
import type { Evidence } from '../../verdict/evidence.js';
import type { KeptBlob } from '../repetition-plan.js';
import { MAX_BLOBS_BYTES } from './blobs.js';
import { decodeBlobs } from './decode-blobs.js';
import { decodeEvidence } from './decode.js';
import { MAX_EVIDENCE_BYTES } from './document.js';
import { decompress } from './gzip.js';

/** A stored file of one visit, named as in the journal. */
export interface VisitFile {
  readonly folder: string;
  readonly file: StoredFile;
  /** As `cell_id#repetition`. */
  readonly visit: string;
}

/** @throws UserError (exit 65) naming the file and what is wrong with it. */
export function readEvidence(wanted: VisitFile): Evidence {
  return read(wanted, MAX_EVIDENCE_BYTES, decodeEvidence).evidence;
}

/** @throws UserError (exit 65) naming the file and what is wrong with it. */
export function readBlobs(wanted: VisitFile): readonly KeptBlob[] {
  return read(wanted, MAX_BLOBS_BYTES, decodeBlobs).blobs;
}

function read<T extends { readonly visit: string }>(
  { folder, file, visit }: VisitFile,
  max_bytes: number,
  decode: (content: Buffer) => T,
): T {
  const packed = readStored(folder, file, max_bytes);
  try {
    const decoded = decode(decompress(packed, max_bytes));
    if (decoded.visit !== visit) throw new Error(`it is of another repetition, ${decoded.visit}`);
    return decoded;
  } catch (thrown) {
    throw corruptResults(file.path, messageOf(thrown), thrown);
  }
}
