// Work is neither done twice nor lost: each batch is claimed once per generation, completed at most once, and either
// completed or still open when the race is over.

import type { RaceHistory } from '../../history.js';
import { callsOf, keyOf, sessionOf, valueOf } from '../calls.js';
import type { RowClaim } from '../claims.js';
import { claimsOf } from '../claims.js';
import type { Completion } from '../completions.js';
import { byRow, completionsOf, perhapsCompleted } from '../completions.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { firstEnds, reclaimed, repeated } from '../row-rules.js';

export const workOnce = defineProperty({
  name: 'work-once',
  summary: 'each work row is claimed once per fence, completed at most once, and none is lost',
  cases: 'rows of work',
  examine: (history) => {
    const rows = enqueuedRows(history);
    const completions = byRow(completionsOf(history, 'work'));
    const claims = claimsOf(history, 'work');
    const violations = [
      ...[...completions.values()].flatMap((ends) => repeated(ends, 'work', 'completed')),
      ...claimedAgain(claims),
      ...reclaimed(claims, firstEnds(completions), 'work', 'completed'),
      ...astray(history, rows, completions),
    ];
    return { examined: new Set([...rows.keys(), ...completions.keys()]).size, violations };
  },
});

interface Enqueued {
  readonly index: number;
  readonly session_id: string;
  readonly work_id: number;
}

function enqueuedRows(history: RaceHistory): ReadonlyMap<string, Enqueued> {
  const rows = new Map<string, Enqueued>();
  for (const seen of callsOf(history, 'enqueueWork')) {
    const work_id = valueOf(seen)?.work_id;
    const session_id = sessionOf(seen);
    if (work_id === undefined) continue;
    rows.set(keyOf(session_id, work_id), { index: seen.index, session_id, work_id });
  }
  return rows;
}

/** A generation never claims again what it has claimed itself. */
function claimedAgain(claims: readonly RowClaim[]): readonly Violation[] {
  const first = new Map<string, RowClaim>();
  return claims.flatMap((claim) => {
    const key = keyOf(claim.row_key, claim.fence);
    const before = first.get(key);
    if (!before) first.set(key, claim);
    if (!before) return [];
    const message = `work ${claim.row_id} of session ${claim.session_id} was claimed twice under fence ${claim.fence}`;
    return [{ message, evidence: [before.index, claim.index] }];
  });
}

/** Lost: neither completed nor open at the end. Or both. */
function astray(
  history: RaceHistory,
  rows: ReadonlyMap<string, Enqueued>,
  completions: ReadonlyMap<string, readonly Completion[]>,
): readonly Violation[] {
  const perhaps = perhapsCompleted(history, 'work');
  const open = openAtEnd(history);
  return [...rows].flatMap(([key, { index, session_id, work_id }]) => {
    const is_open = open.get(session_id)?.has(work_id);
    const [completion] = completions.get(key) ?? [];
    const what = `work ${work_id} of session ${session_id}`;
    if (completion && is_open) {
      return [
        { message: `${what} was completed and is open`, evidence: [index, completion.index] },
      ];
    }
    if (completion || is_open !== false || perhaps.has(key)) return [];
    return [{ message: `${what} was lost: neither completed nor open`, evidence: [index] }];
  });
}

function openAtEnd({ finals }: RaceHistory): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map(
    finals.map(({ session_id, open_work }) => [
      session_id,
      new Set(open_work.map(({ work }) => work.work_id)),
    ]),
  );
}
