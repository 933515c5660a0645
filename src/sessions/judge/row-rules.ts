// Rules that rows of every kind are under: an end comes once, and nothing is claimed after it.

import type { RowClaim } from './claims.js';
import type { RowKind } from './completions.js';
import type { Violation } from './examination.js';

/** A call that ended a row, be it completed or cancelled. */
export interface RowEnd {
  readonly row_id: number;
  readonly session_id: string;
  readonly index: number;
  readonly ended_ns: number;
}

/** Per row, the end that was answered first. */
export function firstEnds(
  ends: ReadonlyMap<string, readonly RowEnd[]>,
): ReadonlyMap<string, RowEnd> {
  const first = new Map<string, RowEnd>();
  for (const [row_key, list] of ends) {
    for (const end of list) {
      if (end.ended_ns < (first.get(row_key)?.ended_ns ?? Infinity)) first.set(row_key, end);
    }
  }
  return first;
}

export function repeated(
  ends: readonly RowEnd[],
  kind: RowKind,
  what: string,
): readonly Violation[] {
  const [first, second] = ends;
  if (!first || !second) return [];
  const message = `${kind} ${first.row_id} of session ${first.session_id} was ${what} twice`;
  return [{ message, evidence: [first.index, second.index] }];
}

/** Claims that began after the row's end had been answered. */
export function reclaimed(
  claims: readonly RowClaim[],
  ends: ReadonlyMap<string, RowEnd>,
  kind: RowKind,
  what: string,
): readonly Violation[] {
  return claims.flatMap((claim) => {
    const end = ends.get(claim.row_key);
    if (!end || end.ended_ns >= claim.began_ns) return [];
    const message = `${kind} ${claim.row_id} of session ${claim.session_id} was claimed after it was ${what}`;
    return [{ message, evidence: [end.index, claim.index] }];
  });
}
