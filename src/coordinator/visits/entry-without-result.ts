// What the journal keeps of a repetition that left no result, whatever was executed in it.

import type { RepetitionRecord } from '../../results/record.js';
import type { JournalEntry } from '../../results/study/entry.js';

/** @param stderr_tail the last that its process said, where it had one of its own. */
export function entryWithoutResult(
  record: RepetitionRecord,
  stderr_tail: string | null,
): JournalEntry {
  return { record, finals: [], evidence: null, blobs: null, stderr_tail };
}
