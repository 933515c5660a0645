// The history of a race in a file of its own: what `sessions race --history` writes, and `sessions judge` reads, as
// it does the histories of a results folder.

import { readFileSync, statSync } from 'node:fs';
import { MAX_EVIDENCE_BYTES } from '../../coordinator/evidence/document.js';
import { compress, decompress } from '../../coordinator/evidence/gzip.js';
import { parseJson } from '../../coordinator/evidence/json-text.js';
import { parseHistoryDocument } from '../../coordinator/sessions/race-history-schema.js';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { writeWhole } from '../../results/files.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import { corruptResults } from '../../results/study/corrupt.js';
import type { RaceHistory } from '../../sessions/history.js';

/** Where a visit of a study is named in a results folder. */
const VISIT = 'sessions race';
/** RFC 1952, 2.3.1. */
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Packed where its name says so. @throws UserError (exit 74) where it cannot be written, or would be too long to be read again. */
export function writeHistory(path: string, history: RaceHistory): void {
  // JSON has no infinity: a call without an answer ends at null.
  const text = JSON.stringify({ schema_version: SCHEMA_VERSION, visit: VISIT, history });
  if (text.length > MAX_EVIDENCE_BYTES) {
    const remedy = `it is longer than ${MAX_EVIDENCE_BYTES} bytes: race with fewer turns`;
    throw new UserError(EXIT.io, { what: 'cannot write the history', where: path, remedy });
  }
  writeWhole(path, path.endsWith('.gz') ? compress(Buffer.from(`${text}\n`)) : `${text}\n`);
}

/** @throws UserError (exit 66) where there is no such file, or (exit 65) where it is no history. */
export function readHistoryFile(path: string): RaceHistory {
  const bytes = readCapped(path);
  try {
    const isPacked = bytes.subarray(0, GZIP.length).equals(GZIP);
    const plain = isPacked ? decompress(bytes, MAX_EVIDENCE_BYTES) : bytes;
    return parseHistoryDocument(parseJson(plain)).history;
  } catch (thrown) {
    throw corruptResults(path, messageOf(thrown), thrown);
  }
}

function readCapped(path: string): Buffer {
  try {
    const kind = statSync(path);
    // A pipe may never end, and some devices do not.
    if (!kind.isFile()) throw new Error('it is no file');
    if (kind.size > MAX_EVIDENCE_BYTES)
      throw new Error(`it is longer than ${MAX_EVIDENCE_BYTES} bytes`);
    return readFileSync(path);
  } catch (thrown) {
    const parts = { what: 'no history of a race', where: path, remedy: messageOf(thrown) };
    throw new UserError(EXIT.input_not_found, parts, thrown);
  }
}
