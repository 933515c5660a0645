// Which rows a history claims, and whether a claim whose answer nobody heard may have been of them.

import type { RaceHistory } from '../history.js';
import type { Seen } from './calls.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from './calls.js';
import type { RowKind } from './completions.js';

export interface RowClaim {
  readonly row_id: number;
  readonly row_key: string;
  readonly session_id: string;
  readonly fence: number;
  readonly index: number;
  readonly began_ns: number;
  readonly ended_ns: number;
}

type WorkClaiming = Seen<'claimLeadingCommand' | 'claimReadyWork'>;
type InputClaiming = Seen<'claimInputs'>;

/** Answered claims, a row each. */
export function claimsOf(history: RaceHistory, kind: RowKind): readonly RowClaim[] {
  return kind === 'work'
    ? workCalls(history).flatMap((seen) => claimsOfCall(seen, workIdsOf(seen)))
    : inputCalls(history).flatMap((seen) => claimsOfCall(seen, inputIdsOf(seen)));
}

/** When the first claim under a fence began that nobody heard the answer of; Infinity where there is none. */
export function unheardClaims(
  history: RaceHistory,
  kind: RowKind,
): (session_id: string, fence: number) => number {
  const calls: readonly (WorkClaiming | InputClaiming)[] =
    kind === 'work' ? workCalls(history) : inputCalls(history);
  const unheard = calls.filter(isUnanswered);
  const groups = groupBy(unheard, (seen) => keyOf(sessionOf(seen), seen.entry.args.fence));
  return (session_id, fence) =>
    groups.get(keyOf(session_id, fence))?.[0]?.entry.began_ns ?? Infinity;
}

function workCalls(history: RaceHistory): readonly WorkClaiming[] {
  return callsOf(history, 'claimLeadingCommand', 'claimReadyWork');
}

function inputCalls(history: RaceHistory): readonly InputClaiming[] {
  return callsOf(history, 'claimInputs');
}

function workIdsOf(seen: WorkClaiming): readonly number[] {
  const value = valueOf(seen);
  if (value === null) return [];
  return 'work' in value ? [value.work.work_id] : value.map(({ work }) => work.work_id);
}

function inputIdsOf(seen: InputClaiming): readonly number[] {
  return (valueOf(seen) ?? []).map(({ input }) => input.input_id);
}

function claimsOfCall(
  seen: WorkClaiming | InputClaiming,
  row_ids: readonly number[],
): readonly RowClaim[] {
  const { index, entry } = seen;
  const { args, began_ns, ended_ns } = entry;
  const { session_id, fence } = args;
  return row_ids.map((row_id) => {
    const row_key = keyOf(session_id, row_id);
    return { row_id, row_key, session_id, fence, index, began_ns, ended_ns };
  });
}
