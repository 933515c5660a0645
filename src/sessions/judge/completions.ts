// Which rows a history completes, by what, and which may have been completed by calls whose answer nobody heard.

import type { RaceHistory } from '../history.js';
import type { InputReference, WorkReference } from '../terms.js';
import type { Seen } from './calls.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from './calls.js';
import { commitsById } from './saves.js';

export type RowKind = 'work' | 'input';

/** A row by its session and its id. */
export interface Completion {
  readonly kind: RowKind;
  readonly row_id: number;
  readonly row_key: string;
  readonly session_id: string;
  /** Of the claim that it was completed by. */
  readonly fence: number;
  /** Of the commit, or the same as `fence` where work was completed on its own. */
  readonly under_fence: number;
  readonly index: number;
  readonly began_ns: number;
  readonly ended_ns: number;
}

export type CompletingCall = Seen<'completeWork'> | Seen<'commit'>;

/** Each commit once, by its first accepted call. */
export function completionsOf(history: RaceHistory, kind: RowKind): readonly Completion[] {
  const commits = [...commitsById(history).values()].flatMap((calls) => {
    const accepted = calls.find((seen) => valueOf(seen) !== null);
    if (!accepted) return [];
    const began_ns = calls.reduce((first, { entry }) => Math.min(first, entry.began_ns), Infinity);
    return rowsOf(accepted, kind).map((row) => ({ ...row, began_ns }));
  });
  const completed = callsOf(history, 'completeWork').filter((seen) => valueOf(seen) !== null);
  return [...commits, ...completed.flatMap((seen) => rowsOf(seen, kind))];
}

/** Keys of the rows that an unheard call may have completed. */
export function perhapsCompleted(history: RaceHistory, kind: RowKind): ReadonlySet<string> {
  const unheard = callsOf(history, 'completeWork', 'commit').filter(isUnanswered);
  return new Set(
    unheard.flatMap((seen) => rowsOf(seen as CompletingCall, kind)).map(({ row_key }) => row_key),
  );
}

export function byRow<T extends { readonly row_key: string }>(rows: readonly T[]) {
  return groupBy(rows, ({ row_key }) => row_key);
}

/** A row that is named twice in one call is completed once. */
function rowsOf(seen: CompletingCall, kind: RowKind): readonly Completion[] {
  const session_id = sessionOf(seen);
  const { index, entry } = seen;
  const { began_ns, ended_ns } = entry;
  const rows = referencesOf(seen, kind).map((reference) => {
    const row_id = 'work_id' in reference ? reference.work_id : reference.input_id;
    const { fence } = reference;
    const under_fence = entry.method === 'commit' ? entry.args.request.fence : fence;
    const row_key = keyOf(session_id, row_id);
    return { kind, row_id, row_key, session_id, fence, under_fence, index, began_ns, ended_ns };
  });
  return [...new Map(rows.map((row) => [row.row_key, row])).values()];
}

function referencesOf(
  { entry }: CompletingCall,
  kind: RowKind,
): readonly (WorkReference | InputReference)[] {
  if (entry.method === 'completeWork') return kind === 'work' ? entry.args.claims : [];
  const { completes } = entry.args.request;
  return kind === 'work' ? completes.work : completes.inputs;
}
