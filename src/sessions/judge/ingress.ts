// Which inputs a history submits, and what ends them.

import type { RaceHistory } from '../history.js';
import type { Seen } from './calls.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from './calls.js';
import type { RowEnd } from './row-rules.js';

export interface Cancellation extends RowEnd {
  readonly row_key: string;
  readonly began_ns: number;
}

/** Keys of the inputs that a call was told of, with the first of these calls. */
export function submittedRows(history: RaceHistory): ReadonlyMap<string, Seen<'submitInput'>> {
  const rows = new Map<string, Seen<'submitInput'>>();
  for (const seen of callsOf(history, 'submitInput')) {
    const value = valueOf(seen);
    if (value === null) continue;
    const key = keyOf(sessionOf(seen), value.input.input_id);
    if (!rows.has(key)) rows.set(key, seen);
  }
  return rows;
}

/** Answered, per input: cancelling again is answered alike. */
export function cancellationsOf(
  history: RaceHistory,
): ReadonlyMap<string, readonly Cancellation[]> {
  const cancelled = callsOf(history, 'cancelInput').filter(
    (seen) => valueOf(seen)?.type === 'cancelled',
  );
  return groupBy(cancelled.map(cancellation), ({ row_key }) => row_key);
}

/** Keys of the inputs that an unheard call may have cancelled. */
export function perhapsCancelled(history: RaceHistory): ReadonlySet<string> {
  const unheard = callsOf(history, 'cancelInput').filter(isUnanswered);
  return new Set(unheard.map((seen) => cancellation(seen).row_key));
}

function cancellation(seen: Seen<'cancelInput'>): Cancellation {
  const { args, began_ns, ended_ns } = seen.entry;
  const { session_id, input_id: row_id } = args;
  const row_key = keyOf(session_id, row_id);
  return { row_id, row_key, session_id, index: seen.index, began_ns, ended_ns };
}
