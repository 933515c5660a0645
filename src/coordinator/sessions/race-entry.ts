// From an executed race to what the journal keeps of it. Its history is stored first, so that an entry never
// names a file that is not there.

import type { RepetitionRecord } from '../../results/record.js';
import { InvalidRecordError, validateRecord } from '../../results/record.js';
import type { JournalEntry } from '../../results/study/entry.js';
import { entryWithoutResult } from '../visits/entry-without-result.js';
import type { ExecutedRace } from './executed-race.js';
import { storeHistory } from './race-evidence.js';
import { raceRecordOf } from './race-record.js';

export interface RacePlace {
  /** Absolute path of the results folder. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/** The record is not validated. @throws UserError (exit 74) where the results folder cannot be written to. */
export function raceEntryOf(executed: ExecutedRace, { folder, warnings }: RacePlace): JournalEntry {
  const { outcome, visit } = executed;
  if (outcome.status !== 'ok') return entryWithoutResult(raceRecordOf(executed, warnings), null);
  const evidence = storeHistory(folder, visit, outcome.result.history);
  const missing = evidence === null ? [TOO_LONG] : [];
  const record = raceRecordOf(executed, [...warnings, ...missing]);
  return { record, finals: [], evidence, blobs: null, stderr_tail: null };
}

const TOO_LONG = 'its history is too long to be kept, so it cannot be judged again';

/** The same with a record that is validated, for whoever executed the race itself. */
export function keptRaceEntryOf(executed: ExecutedRace, place: RacePlace): JournalEntry {
  const entry = raceEntryOf(executed, place);
  try {
    return { ...entry, record: validateRecord(entry.record) };
  } catch (thrown) {
    if (!(thrown instanceof InvalidRecordError)) throw thrown;
    return entryWithoutResult(keptRaceRecordOf(executed, place.warnings), null);
  }
}

/** What cannot be recorded is how its race ended. */
export function keptRaceRecordOf(
  executed: ExecutedRace,
  warnings: readonly string[],
): RepetitionRecord {
  try {
    return validateRecord(raceRecordOf(executed, warnings));
  } catch (thrown) {
    if (!(thrown instanceof InvalidRecordError)) throw thrown;
    const outcome = { status: 'crashed', reason: thrown.message } as const;
    return validateRecord(raceRecordOf({ ...executed, outcome }, warnings));
  }
}
