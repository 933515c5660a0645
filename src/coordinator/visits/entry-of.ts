// From an executed repetition to what the journal keeps of it. What it takes to judge it again is stored
// first, so that an entry never names a file that is not there.

import type { RepetitionRecord } from '../../results/record.js';
import type { JournalEntry } from '../../results/study/entry.js';
import { UnstorableEvidenceError } from '../evidence/document.js';
import { storeRepetition } from '../evidence/store.js';
import type { ExecutedRepetition } from '../executed-repetition.js';
import { entryWithoutResult } from './entry-without-result.js';

export interface EntryPlace {
  /** Absolute path of the results folder. */
  readonly folder: string;
  /** Whether what it returns is validated is up to the caller: doing so takes longer to load than all else here. */
  readonly toRecord: (executed: ExecutedRepetition) => RepetitionRecord;
}

/** @throws UserError (exit 74) where the results folder cannot be written to. */
export function entryOf(executed: ExecutedRepetition, place: EntryPlace): JournalEntry {
  try {
    return storedEntryOf(executed, place);
  } catch (thrown) {
    if (!(thrown instanceof UnstorableEvidenceError)) throw thrown;
    const outcome = { status: 'crashed', reason: thrown.message } as const;
    return storedEntryOf({ ...executed, outcome }, place);
  }
}

function storedEntryOf(
  executed: ExecutedRepetition,
  { folder, toRecord }: EntryPlace,
): JournalEntry {
  const { cell, repetition, outcome } = executed;
  const record = toRecord(executed);
  // A record that could not be kept has become one of a crash, whatever the outcome was.
  if (outcome.status !== 'ok' || record.status !== 'ok') return entryWithoutResult(record, null);
  const stored = storeRepetition(folder, { cell, repetition }, outcome.result);
  return { record, ...stored, stderr_tail: null };
}
