// Which rows a session was given, and which it shows that nobody was told of: those an unheard call may have brought.

import type { RaceHistory } from '../../history.js';
import type { RowIds } from '../../reference/events.js';
import type { SessionCall } from './session-calls.js';

export type RowSort = keyof RowIds;

export interface GivenRows {
  /** Seen in answers, but in none that gave it; ascending. */
  readonly unexplained: { readonly [S in RowSort]: readonly number[] };
}

export function givenRowsOf(calls: readonly SessionCall[]): GivenRows {
  const given = { work: new Set<number>(), input: new Set<number>() };
  const seen = { work: new Set<number>(), input: new Set<number>() };
  for (const { entry } of calls) {
    const new_row = newRowOf(entry);
    if (new_row) given[new_row.sort].add(new_row.id);
    if (entry.answer?.ok) noteIds(entry.answer.value, seen);
  }
  const unexplained = (sort: RowSort): readonly number[] =>
    [...seen[sort]].filter((id) => !given[sort].has(id)).sort((one, other) => one - other);
  return { unexplained: { work: unexplained('work'), input: unexplained('input') } };
}

/** The row that an answered call gave; null where it gave none. */
export function newRowOf({
  method,
  answer,
}: RaceHistory['entries'][number]): { readonly sort: RowSort; readonly id: number } | null {
  if (!answer?.ok) return null;
  if (method === 'enqueueWork') return { sort: 'work', id: answer.value.work_id };
  if (method !== 'submitInput' || answer.value.replayed) return null;
  return { sort: 'input', id: answer.value.input.input_id };
}

/** Ids of rows, wherever they stand in an answer; payloads are not looked into. */
function noteIds(value: unknown, seen: { readonly [S in RowSort]: Set<number> }): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === 'work_id' && typeof part === 'number') seen.work.add(part);
    else if (key === 'input_id' && typeof part === 'number') seen.input.add(part);
    else if (key !== 'payload' && key !== 'state') noteIds(part, seen);
  }
}
