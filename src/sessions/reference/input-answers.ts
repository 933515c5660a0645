// Turn inputs: answered from what has been said about each of them.

import { canonicalJson } from '../../model/canonical.js';
import type { ArgsOf, Cancelled, SessionError, Submitted, ValueOf } from '../store.js';
import type {
  InputDraft,
  InputReference,
  InputSelection,
  InputState,
  InputTarget,
  TurnInput,
} from '../terms.js';
import { taleOf } from './chronicle.js';
import type { Outcome, Past } from './past.js';
import { denied, told } from './past.js';
import type { InputTale } from './input-tales.js';
import { leaseExpired, liveLease } from './lease-answers.js';

export function answerSubmit(past: Past, { draft }: ArgsOf<'submitInput'>): Outcome<Submitted> {
  const known = taleOfKey(past, draft.source_key);
  if (known) return answerKnown(past, known, draft);
  const { session_id, next_ids } = past;
  const state = waitingState(draft.target);
  const input: TurnInput = { ...draft, session_id, input_id: next_ids.input, state };
  return told(
    { input, replayed: false },
    { type: 'input_submitted', input, content: contentOf(draft) },
  );
}

export function answerClaimInputs(
  past: Past,
  { fence, selection, max }: ArgsOf<'claimInputs'>,
): Outcome<ValueOf<'claimInputs'>> {
  if (liveLease(past)?.fence !== fence) return denied(leaseExpired(past, fence));
  const waiting = waitingTales(past).filter(({ input }) => selects(selection, input.target));
  const chosen = waiting.slice(0, max).map(({ input }) => input);
  return told(
    chosen.map((input) => ({ input: { ...input, state: 'accepted' }, fence })),
    { type: 'inputs_claimed', ids: chosen.map(({ input_id }) => input_id), fence },
  );
}

export function answerPending(past: Past): Outcome<readonly TurnInput[]> {
  return told(waitingTales(past).map((tale) => asItStands(past, tale)));
}

export function answerCancel(past: Past, { input_id }: ArgsOf<'cancelInput'>): Outcome<Cancelled> {
  const tale = taleOf(past.told, input_id);
  if (!tale) return denied({ code: 'UnknownRow', message: `no input ${input_id}` });
  if (isWaiting(past, tale))
    return told({ type: 'cancelled' }, { type: 'input_cancelled', id: input_id });
  const { state } = tale.input;
  if (state === 'accepted' || state === 'completed') return told({ type: 'too_late', state });
  return told({ type: 'cancelled' });
}

/** Ids of the active inputs of that turn which wait, in order. */
export function idsToDefer(past: Past, turn_index: number): readonly number[] {
  const active = waitingTales(past).filter(
    ({ input: { target } }) => target.type === 'active_turn' && target.turn_index === turn_index,
  );
  return active.map(({ input }) => input.input_id);
}

/** Why those references cannot be completed under that fence; null where they can. */
export function supersededInput(
  past: Past,
  references: readonly InputReference[],
  live_fence: number,
): SessionError | null {
  const lost = references.find(({ input_id, fence }) => {
    const tale = taleOf(past.told, input_id);
    const isAccepted = tale?.input.state === 'accepted' && tale.accepted_by === fence;
    return fence !== live_fence || !isAccepted;
  });
  if (!lost) return null;
  const message = `input ${lost.input_id} is not claimed under fence ${lost.fence}`;
  return { code: 'ClaimSuperseded', message, row_id: lost.input_id };
}

function answerKnown(past: Past, known: InputTale, draft: InputDraft): Outcome<Submitted> {
  if (known.content === contentOf(draft)) {
    return told({ input: asItStands(past, known), replayed: true });
  }
  const { input_id } = known.input;
  const message = `the source key stands for input ${input_id}`;
  return denied({ code: 'SourceKeyConflict', message, existing_input_id: input_id });
}

/** A claim that is over is none. */
function asItStands(past: Past, tale: InputTale): TurnInput {
  const { input } = tale;
  return isWaiting(past, tale) ? { ...input, state: waitingState(input.target) } : input;
}

function taleOfKey({ told: so_far }: Past, source_key: string | null): InputTale | undefined {
  const id = source_key === null ? undefined : so_far.ids_by_key.get(source_key);
  return id === undefined ? undefined : taleOf(so_far, id);
}

function contentOf({ target, payload }: InputDraft): string {
  return canonicalJson([{ ...target }, payload]);
}

function waitingState(target: InputTarget): InputState {
  return target.type === 'next_turn' ? 'deferred_next_turn' : 'pending_active';
}

function selects(selection: InputSelection, target: InputTarget): boolean {
  if (selection.type === 'next_turn') return target.type === 'next_turn';
  if (target.type === 'next_turn' || target.turn_index !== selection.turn_index) return false;
  return target.min_boundary === 'after_work' || selection.boundary === 'before_completion';
}

function waitingTales(past: Past): readonly InputTale[] {
  return [...past.told.open_tales.values()].filter((tale) => isWaiting(past, tale));
}

/** Not at its end, and not in the hands of the generation that holds the lease. */
function isWaiting(past: Past, { input, accepted_by }: InputTale): boolean {
  if (input.state === 'cancelled' || input.state === 'completed') return false;
  return input.state !== 'accepted' || liveLease(past)?.fence !== accepted_by;
}
