// Every input that was submitted comes to one end: completed by one commit, or cancelled, or waiting when the race is
// over. None is completed and cancelled, none claimed after its completion, none gone.

import type { RaceHistory, SessionFinal } from '../../history.js';
import { keyOf, sessionOf } from '../calls.js';
import { claimsOf, unheardClaims } from '../claims.js';
import { byRow, completionsOf, perhapsCompleted } from '../completions.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { cancellationsOf, perhapsCancelled, submittedRows } from '../ingress.js';
import type { RowEnd } from '../row-rules.js';
import { firstEnds, reclaimed, repeated } from '../row-rules.js';

export const inputsOnce = defineProperty({
  name: 'inputs-once',
  summary: 'every submitted input is completed once, or cancelled, or still waits',
  cases: 'inputs',
  examine: (history) => {
    const rows = submittedRows(history);
    const completions = byRow(completionsOf(history, 'input'));
    const completed = firstEnds(completions);
    const cancelled = firstEnds(cancellationsOf(history));
    const violations = [
      ...[...completions.values()].flatMap((ends) => repeated(ends, 'input', 'completed')),
      ...[...completed].flatMap(([key, end]) => endedTwice(end, cancelled.get(key))),
      ...reclaimed(claimsOf(history, 'input'), completed, 'input', 'completed'),
      ...history.finals.flatMap((final) => stillWaiting(final, [completed, cancelled])),
      ...gone(history, [completed, cancelled]),
    ];
    return { examined: rows.size, violations };
  },
});

type Ends = readonly ReadonlyMap<string, RowEnd>[];

function endedTwice(completed: RowEnd, cancelled: RowEnd | undefined): readonly Violation[] {
  if (!cancelled) return [];
  const message = `input ${completed.row_id} of session ${completed.session_id} was both completed and cancelled`;
  return [{ message, evidence: [completed.index, cancelled.index] }];
}

function stillWaiting(
  { session_id, pending_inputs }: SessionFinal,
  ends: Ends,
): readonly Violation[] {
  return pending_inputs.flatMap(({ input_id }) => {
    const end = endOf(keyOf(session_id, input_id), ends);
    if (!end) return [];
    const message = `input ${input_id} of session ${session_id} came to its end and still waits`;
    return [{ message, evidence: [end.index] }];
  });
}

/** Neither at an end nor waiting, and not in the hands of whoever holds the lease at the end. */
function gone(history: RaceHistory, ends: Ends): readonly Violation[] {
  const perhaps = [perhapsCompleted(history, 'input'), perhapsCancelled(history)];
  const waiting = waitingAtEnd(history);
  return [...submittedRows(history)].flatMap(([key, seen]) => {
    const session_id = sessionOf(seen);
    const is_known = endOf(key, ends) ?? perhaps.some((keys) => keys.has(key));
    if (is_known || (waiting.get(session_id)?.has(key) ?? true)) return [];
    return [
      { message: `input ${key} is gone: it neither ended nor waits`, evidence: [seen.index] },
    ];
  });
}

function endOf(key: string, ends: Ends): RowEnd | null {
  return ends.map((end) => end.get(key)).find((end) => end !== undefined) ?? null;
}

/** Per session whose end is known; one whose last holder lives with unheard claims is not. */
function waitingAtEnd(history: RaceHistory): ReadonlyMap<string, ReadonlySet<string>> {
  const unheard_ns = unheardClaims(history, 'input');
  const claims = claimsOf(history, 'input');
  const known = history.finals.filter(
    ({ session_id, lease }) => !(lease.live && unheard_ns(session_id, lease.fence) < Infinity),
  );
  const live = new Map(
    known.map(({ session_id, lease }) => [session_id, lease.live && lease.fence]),
  );
  const held = claims.filter(({ session_id, fence }) => live.get(session_id) === fence);
  const held_keys = held.map(({ row_key }) => row_key);
  return new Map(
    known.map(({ session_id, pending_inputs }) => {
      const keys = pending_inputs.map(({ input_id }) => keyOf(session_id, input_id));
      return [session_id, new Set([...keys, ...held_keys])];
    }),
  );
}
