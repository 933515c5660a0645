// What the events of a session come to, told on event by event, so that an answer costs as much as is still open and
// not as much as has ever happened. A chronicle is never changed: the one with the next event is another, and shares
// with the first whatever that event does not concern. What is over is kept for those who ask again, and is not gone
// through any more.

import type { Owner, SessionState, Work } from '../terms.js';
import type { Committed, SessionEvent } from './events.js';
import type { InputTale } from './input-tales.js';
import { acceptFor, cancelTale, completeTale, deferTale } from './input-tales.js';
import { KeptMap } from './kept-map.js';

export interface Chronicle {
  readonly acquisitions: number;
  /** Whom the last acquisition named, and the latest expiry promised since; null once it is released. */
  readonly holding: { readonly owner: Owner; readonly expires_ms: number } | null;
  /** Batches that are not completed, in order of enqueueing. */
  readonly open_batches: ReadonlyMap<number, OpenBatch>;
  /** Inputs that have not come to an end, in order of submission. */
  readonly open_tales: ReadonlyMap<number, InputTale>;
  readonly ended_tales: KeptMap<number, InputTale>;
  readonly ids_by_key: KeptMap<string, number>;
  readonly saves: number;
  readonly last_saved: SessionState | null;
  readonly commits: KeptMap<string, Committed>;
}

export interface OpenBatch {
  readonly work: Work;
  /** Of the generation that claimed it last. */
  readonly last_fence: number | null;
}

export const NOTHING_YET: Chronicle = {
  acquisitions: 0,
  holding: null,
  open_batches: new Map(),
  open_tales: new Map(),
  ended_tales: new KeptMap(),
  ids_by_key: new KeptMap(),
  saves: 0,
  last_saved: null,
  commits: new KeptMap(),
};

type Of<T extends SessionEvent['type']> = Extract<SessionEvent, { readonly type: T }>;
type Tellers = {
  readonly [T in SessionEvent['type']]: (told: Chronicle, event: Of<T>) => Partial<Chronicle>;
};

const tellers: Tellers = {
  acquired: ({ acquisitions }, { owner, expires_ms }) => ({
    acquisitions: acquisitions + 1,
    holding: { owner, expires_ms },
  }),
  extended: ({ holding }, { expires_ms }) => ({
    holding: holding && { ...holding, expires_ms: Math.max(holding.expires_ms, expires_ms) },
  }),
  released: () => ({ holding: null }),
  work_enqueued: ({ open_batches }, { work }) => ({
    open_batches: new Map(open_batches).set(work.work_id, { work, last_fence: null }),
  }),
  work_claimed: ({ open_batches }, { ids, fence }) => ({
    open_batches: mapped(open_batches, ids, (batch) => ({ ...batch, last_fence: fence })),
  }),
  work_completed: ({ open_batches }, { ids }) => ({ open_batches: without(open_batches, ids) }),
  input_submitted: submit,
  inputs_claimed: ({ open_tales }, { ids, fence }) => ({
    open_tales: mapped(open_tales, ids, acceptFor(fence)),
  }),
  inputs_completed: (told, { ids }) => endTales(told, ids, completeTale),
  inputs_deferred: ({ open_tales }, { ids }) => ({
    open_tales: mapped(open_tales, ids, deferTale),
  }),
  input_cancelled: (told, { id }) => endTales(told, [id], cancelTale),
  saved: ({ saves }, { state }) => ({ saves: saves + 1, last_saved: state }),
  committed: ({ commits }, event) => ({ commits: commits.with(event.result.commit_id, event) }),
};

/** The chronicle with what has happened next. */
export function tellOn(told: Chronicle, event: SessionEvent): Chronicle {
  const teller = tellers[event.type] as (
    told: Chronicle,
    event: SessionEvent,
  ) => Partial<Chronicle>;
  return { ...told, ...teller(told, event) };
}

export function taleOf({ open_tales, ended_tales }: Chronicle, id: number): InputTale | undefined {
  return open_tales.get(id) ?? ended_tales.get(id);
}

function submit(
  { open_tales, ids_by_key }: Chronicle,
  { input, content }: Of<'input_submitted'>,
): Partial<Chronicle> {
  const { input_id, source_key } = input;
  return {
    open_tales: new Map(open_tales).set(input_id, { input, content, accepted_by: null }),
    ...(source_key !== null && { ids_by_key: ids_by_key.with(source_key, input_id) }),
  };
}

function endTales(
  { open_tales, ended_tales }: Chronicle,
  ids: readonly number[],
  end: (tale: InputTale) => InputTale,
): Partial<Chronicle> {
  const ending = ids.flatMap((id) => open_tales.get(id) ?? []).map(end);
  return {
    open_tales: without(open_tales, ids),
    ended_tales: ending.reduce((all, tale) => all.with(tale.input.input_id, tale), ended_tales),
  };
}

function mapped<T>(
  all: ReadonlyMap<number, T>,
  ids: readonly number[],
  change: (one: T) => T,
): ReadonlyMap<number, T> {
  const after = new Map(all);
  for (const id of ids) {
    const one = all.get(id);
    if (one !== undefined) after.set(id, change(one));
  }
  return after;
}

function without<T>(all: ReadonlyMap<number, T>, ids: readonly number[]): ReadonlyMap<number, T> {
  const after = new Map(all);
  for (const id of ids) after.delete(id);
  return after;
}
