// From an executed repetition to what the journal keeps of it. What it takes to judge it again is stored
// first, so that an entry never names a file that is not there.

import type { RepetitionRecord } from '../../results/record.js';
import type { JournalEntry } from '../../results/study/entry.js';
import { UnstorableEvidenceError } from '../evidence/document.js';
import { storeRepetition } from '../evidence/store.js';
import type { ExecutedRepetition } from '../executed-repetition.js';
import type { RepetitionOutcome } from '../outcome.js';
import type { RepetitionResult } from '../repetition-plan.js';
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
  const left = leftBy(outcome, record);
  if (left === null) return entryWithoutResult(record, null);
  const stored = storeRepetition(folder, { cell, repetition }, left);
  return { record, ...stored, stderr_tail: left.said };
}

interface Left extends Pick<RepetitionResult, 'evidence' | 'blobs'> {
  readonly said: string | null;
}

/** What a repetition left to judge it by; null where it left nothing. */
function leftBy(outcome: RepetitionOutcome, record: RepetitionRecord): Left | null {
  if (outcome.status !== 'ok') return outcome.broken ? { ...outcome.broken, blobs: null } : null;
  // A record that could not be kept has become one of a crash, whatever the outcome was.
  return record.status === 'ok' ? { ...outcome.result, said: null } : null;
}
