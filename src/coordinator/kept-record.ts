// The record of an executed repetition, checked: the one place that decides what becomes of a record that
// cannot be kept.

import type { RepetitionRecord } from '../results/record.js';
import { InvalidRecordError, validateRecord } from '../results/record.js';
import type { ExecutedRepetition } from './executed-repetition.js';
import { recordOf } from './record.js';

/** A plug-in may claim what no record can hold, -1 model calls: then that is how its repetition ended. */
export function keptRecordOf(
  executed: ExecutedRepetition,
  warnings: readonly string[],
): RepetitionRecord {
  try {
    return validateRecord(recordOf(executed, warnings));
  } catch (thrown) {
    if (!(thrown instanceof InvalidRecordError)) throw thrown;
    const outcome = { status: 'crashed', reason: thrown.message } as const;
    return validateRecord(recordOf({ ...executed, outcome }, warnings));
  }
}
