// Which rows a session was given, and which it shows that nobody was told of: those an unheard call may have brought.

import type { RaceHistory } from '../../history.js';
import type { RowIds } from '../../reference/events.js';
import type { SessionCall } from './session-calls.js';

export type RowSort = keyof RowIds;

type Ids = { readonly [S in RowSort]: readonly number[] };

export interface GivenRows {
  /** Named by calls or answers, but given by no answer; ascending. A caller may have guessed them. */
  readonly unexplained: Ids;
  /** Those among them that exist: an answer shows them, or a call that named them was granted. */
  readonly unexplained_and_there: Ids;
}

export function givenRowsOf(calls: readonly SessionCall[]): GivenRows {
  const [given, named, there] = [new RowSet(), new RowSet(), new RowSet()];
  for (const { entry } of calls) {
    const { args, answer } = entry;
    const new_row = newRowOf(entry);
    if (new_row) given[new_row.sort].add(new_row.id);
    named.note(args);
    there.note(answer);
    if (answer?.ok) there.note(args);
  }
  for (const sort of ROW_SORTS) for (const id of there[sort]) named[sort].add(id);
  return {
    unexplained: named.without(given),
    unexplained_and_there: there.without(given),
  };
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

const ROW_SORTS: readonly RowSort[] = ['work', 'input'];

/** Where calls and answers name rows. */
const SORT_OF_FIELD: ReadonlyMap<string, RowSort> = new Map([
  ['work_id', 'work'],
  ['input_id', 'input'],
  ['existing_input_id', 'input'],
  ['deferred', 'input'],
]);

class RowSet {
  readonly work = new Set<number>();
  readonly input = new Set<number>();

  /** Ids of rows, wherever they stand in a call or an answer; payloads and states are not looked into. */
  note(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      const ids = SORT_OF_FIELD.get(key);
      if (ids) for (const id of [part].flat()) this[ids].add(Number(id));
      else if (key !== 'payload' && key !== 'state') this.note(part);
    }
  }

  without(other: RowSet): Ids {
    const rest = (sort: RowSort): readonly number[] =>
      [...this[sort]].filter((id) => !other[sort].has(id)).sort((one, two) => one - two);
    return { work: rest('work'), input: rest('input') };
  }
}
