// Histories as properties read them: calls of one sort with their place in the history, and what is certain about
// their order. Two calls whose intervals touch may have taken effect in either order; nothing is concluded from them.

import type { HistoryEntry, RaceHistory } from '../history.js';
import type { Answer, StoreMethod, ValueOf } from '../store.js';

export type EntryOf<M extends StoreMethod> = Extract<HistoryEntry, { readonly method: M }>;

/** A call of any sort, and where it stands in the history. */
export interface AnyCall {
  readonly index: number;
  readonly entry: HistoryEntry;
}

/** A call of one of these methods. */
export interface Seen<M extends StoreMethod> extends AnyCall {
  readonly entry: EntryOf<M>;
}

/** The calls of these methods, in the order of the history. */
export function callsOf<M extends StoreMethod>(
  history: RaceHistory,
  ...methods: readonly M[]
): readonly Seen<M>[] {
  const wanted = new Set<StoreMethod>(methods);
  return history.entries.flatMap((entry, index) =>
    wanted.has(entry.method) ? [{ index, entry: entry as EntryOf<M> }] : [],
  );
}

/** The value that the call was answered with; null where it was refused or never answered. */
export function valueOf<M extends StoreMethod>(seen: Seen<M>): ValueOf<M> | null {
  const answer = seen.entry.answer as Answer<ValueOf<M>> | null;
  return answer?.ok === true ? answer.value : null;
}

/** Whether the call may have changed something: it was not refused. */
export function mayHaveHappened({ entry }: AnyCall): boolean {
  return entry.answer === null || entry.answer.ok;
}

/** Whether nobody was told how the call went. */
export function isUnanswered({ entry }: AnyCall): boolean {
  return entry.answer === null;
}

export function sessionOf({ entry }: AnyCall): string {
  return entry.args.session_id;
}

/** Lists by key, in the order in which the keys came. */
export function groupBy<T>(
  list: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** One key from several parts, none of which can run into the next. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}
