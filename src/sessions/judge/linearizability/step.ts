// One call taken next from one configuration: what the reference model answers has to be what the store answered. An
// unheard call may have answered anything; it matters only where it changed something.

import type { RowIds } from '../../reference/events.js';
import type { ReferenceModel } from '../../reference/reference-model.js';
import type { Answer, StoreMethod } from '../../store.js';
import type { Lease } from '../../terms.js';
import type { ChosenFate, Configuration } from './configuration.js';
import type { GivenRows, RowSort } from './given-rows.js';
import { newRowOf } from './given-rows.js';
import type { Instant } from './instants.js';
import { instantsOf } from './instants.js';
import { isSameAnswer } from './same-answer.js';
import type { SessionCall } from './session-calls.js';

export interface StepTerms {
  readonly fate: ChosenFate;
  readonly rows: GivenRows;
}

/** Between the last whole number and the next: an id that no store has given. */
const UNSEEN_ID_STEP = 2 ** -10;

/** Where the call may lead to; nowhere: it cannot have taken effect here with that answer. */
export function step(
  from: Configuration,
  call: SessionCall,
  terms: StepTerms,
): readonly Configuration[] {
  const trials = instantsOf(from, call).flatMap((instant) =>
    fatesOf(call, from).flatMap((fate) =>
      idsOf(from, call, terms.rows).map((ids) => ({ instant, fate, ids })),
    ),
  );
  const reached: Configuration[] = [];
  for (const trial of trials) {
    const next = attempt(from, call, trial, terms.fate);
    if (next) reached.push(next);
    // Of instants that answer alike, the earliest is as good as all of them.
    if (next && call.entry.answer) break;
  }
  return reached;
}

interface Trial {
  readonly instant: Instant;
  readonly fate: ChosenFate['holder'];
  readonly ids: RowIds;
}

function attempt(
  from: Configuration,
  call: SessionCall,
  { instant, fate, ids }: Trial,
  chosen: ChosenFate,
): Configuration | null {
  const { done, untold, low_ms, last_ids } = from;
  const model = from.model.clone();
  model.now_ms = instant.now_ms;
  model.next_ids = ids;
  chosen.holder = fate;
  const answer = ask(model, call, instant.ttl_ms);
  const seen = call.entry.answer;
  if (seen === null ? !answer.ok : !isSameAnswer(answer, seen)) return null;
  const given = model.next_ids;
  return {
    model,
    held: CHANGES_LEASE.has(call.entry.method) ? heldLease(model, call) : from.held,
    done: new Set([...done, call.index]),
    untold: seen === null ? [...untold, JSON.stringify(answer)] : untold,
    low_ms: Math.max(low_ms, instant.low_ms),
    last_ids: {
      work: given.work > ids.work ? ids.work : last_ids.work,
      input: given.input > ids.input ? ids.input : last_ids.input,
    },
  };
}

function ask(model: ReferenceModel, { entry }: SessionCall, ttl_ms: number | null) {
  const { method, args } = entry;
  const told = ttl_ms === null ? args : { ...args, ttl_ms };
  return model.call<StoreMethod>(method, told) as Answer<unknown>;
}

function heldLease(model: ReferenceModel, { entry }: SessionCall): Lease | null {
  const view = model.call('inspectLease', { session_id: entry.args.session_id });
  return view.ok ? view.value.lease : null;
}

/** A holder that can be looked up may have been found dead. */
function fatesOf({ entry }: SessionCall, { held }: Configuration): readonly ChosenFate['holder'][] {
  const may_be_dead = held !== null && held.owner.liveness.type !== 'opaque';
  return entry.method === 'reclaimLease' && may_be_dead ? ['alive', 'dead'] : ['alive'];
}

const CHANGES_LEASE: ReadonlySet<StoreMethod> = new Set([
  'tryClaimLease',
  'renewLease',
  'reclaimLease',
  'releaseLease',
  'commit',
]);

/** What the next row of each sort may be named. */
function idsOf({ last_ids }: Configuration, { entry }: SessionCall, rows: GivenRows) {
  const next: RowIds = { work: last_ids.work + 1, input: last_ids.input + 1 };
  const given = newRowOf(entry);
  if (given) return given.id > last_ids[given.sort] ? [{ ...next, [given.sort]: given.id }] : [];
  const sort = entry.answer === null ? SORT_OF.get(entry.method) : undefined;
  if (sort === undefined) return [next];
  const known = rows.unexplained[sort].filter((id) => id > last_ids[sort]);
  return [...known, last_ids[sort] + UNSEEN_ID_STEP].map((id) => ({ ...next, [sort]: id }));
}

const SORT_OF: ReadonlyMap<StoreMethod, RowSort> = new Map([
  ['enqueueWork', 'work'],
  ['submitInput', 'input'],
]);
