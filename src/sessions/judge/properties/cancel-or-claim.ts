// Between a cancel and a claim of one input exactly one wins: what is cancelled is never claimed afterwards, what a
// living generation has claimed is never cancelled, and nobody is told `too late` about what nobody has taken.

import type { RaceHistory } from '../../history.js';
import type { Seen } from '../calls.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from '../calls.js';
import type { RowClaim } from '../claims.js';
import { claimsOf } from '../claims.js';
import { byRow, completionsOf, perhapsCompleted } from '../completions.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { lastUses } from '../fence-life.js';
import type { Cancellation } from '../ingress.js';
import { cancellationsOf } from '../ingress.js';
import { firstEnds, reclaimed } from '../row-rules.js';

export const cancelOrClaim = defineProperty({
  name: 'cancel-or-claim',
  summary: 'of a cancel and a claim of one input exactly one wins',
  cases: 'answered cancels',
  examine: (history) => {
    const cancellations = cancellationsOf(history);
    const claims = claimsOf(history, 'input');
    const violations = [
      ...reclaimed(claims, firstEnds(cancellations), 'input', 'cancelled'),
      ...robbed(history, cancellations, claims),
      ...neverTaken(history, claims),
    ];
    const answered = callsOf(history, 'cancelInput').filter((seen) => valueOf(seen) !== null);
    return { examined: answered.length, violations };
  },
});

/** Cancelled while its claim lived for certain: the claim's fence was in use before and after. */
function robbed(
  history: RaceHistory,
  cancellations: ReadonlyMap<string, readonly Cancellation[]>,
  claims: readonly RowClaim[],
): readonly Violation[] {
  const used = lastUses(history);
  return claims.flatMap((claim) => {
    const last = used.get(keyOf(claim.session_id, claim.fence));
    const cancel = cancellations.get(claim.row_key)?.find(({ began_ns, ended_ns }) => {
      return claim.ended_ns < began_ns && ended_ns < (last?.began_ns ?? -Infinity);
    });
    if (!cancel || !last) return [];
    const message = `input ${claim.row_id} of session ${claim.session_id} was cancelled while claimed under fence ${claim.fence}`;
    return [{ message, evidence: [claim.index, cancel.index, last.index] }];
  });
}

function neverTaken(history: RaceHistory, claims: readonly RowClaim[]): readonly Violation[] {
  const claimed = byRow(claims);
  const completed = byRow(completionsOf(history, 'input'));
  const perhaps = perhapsCompleted(history, 'input');
  const unheard = groupBy(callsOf(history, 'claimInputs').filter(isUnanswered), sessionOf);
  return callsOf(history, 'cancelInput').flatMap((seen) => {
    if (valueOf(seen)?.type !== 'too_late' || unheard.has(sessionOf(seen))) return [];
    const key = rowKeyOf(seen);
    const takers = [...(claimed.get(key) ?? []), ...(completed.get(key) ?? [])];
    const is_explained = takers.some(({ began_ns }) => began_ns <= seen.entry.ended_ns);
    return is_explained || perhaps.has(key) ? [] : [refusedForNothing(seen)];
  });
}

function rowKeyOf({ entry }: Seen<'cancelInput'>): string {
  return keyOf(entry.args.session_id, entry.args.input_id);
}

function refusedForNothing({ entry, index }: Seen<'cancelInput'>): Violation {
  const { input_id, session_id } = entry.args;
  const message = `input ${input_id} of session ${session_id} could not be cancelled though nobody had claimed it`;
  return { message, evidence: [index] };
}
