// The history of a race in a file of the results folder: all that its properties are judged by. Written whole
// or not at all; what comes back is checked, for a results folder may come from anywhere.

import { messageOf } from '../../model/problem.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import { corruptResults } from '../../results/study/corrupt.js';
import type { StoredFile } from '../../results/study/entry.js';
import { STUDY_FOLDERS } from '../../results/study/layout.js';
import { readStored, writeStored } from '../../results/study/stored-file.js';
import type { RaceHistory } from '../../sessions/history.js';
import { MAX_EVIDENCE_BYTES } from '../evidence/document.js';
import { fileNameOf } from '../evidence/file-name.js';
import { compress, decompress } from '../evidence/gzip.js';
import { parseJson } from '../evidence/json-text.js';
import type { VisitFile } from '../evidence/read.js';
import type { SessionVisit } from '../plan.js';
import { visitIdOf } from '../plan.js';
import { parseHistoryDocument } from './race-history-schema.js';

/** Null where it is larger than what would be read back. @throws UserError (exit 74) where writing fails. */
export function storeHistory(
  folder: string,
  visit: SessionVisit,
  history: RaceHistory,
): StoredFile | null {
  const document = { schema_version: SCHEMA_VERSION, visit: visitIdOf(visit), history };
  // JSON has no infinity: a call without an answer ends at null.
  const bytes = Buffer.from(JSON.stringify(document));
  if (bytes.length > MAX_EVIDENCE_BYTES) return null;
  return writeStored(
    folder,
    `${STUDY_FOLDERS.evidence}/${fileNameOf(visit)}.json.gz`,
    compress(bytes),
  );
}

/** @throws UserError (exit 65) naming the file and what is wrong with it. */
export function readHistory({ folder, file, visit }: VisitFile): RaceHistory {
  const packed = readStored(folder, file, MAX_EVIDENCE_BYTES);
  try {
    const document = parseHistoryDocument(parseJson(decompress(packed, MAX_EVIDENCE_BYTES)));
    if (document.visit !== visit) throw new Error(`it is of another repetition, ${document.visit}`);
    return document.history;
  } catch (thrown) {
    throw corruptResults(file.path, messageOf(thrown), thrown);
  }
}
