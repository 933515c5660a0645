// Turn inputs: submitted once per source key, claimed at a boundary, cancelled only while nobody holds them.

import { canonicalJson } from '../../model/canonical.js';
import type { Operation } from '../operation.js';
import type { SessionError } from '../store.js';
import type { InputRow, Tables } from '../tables.js';
import type {
  InputClaim,
  InputDraft,
  InputReference,
  InputSelection,
  InputState,
  InputTarget,
  TurnInput,
} from '../terms.js';
import { done, refused } from './answers.js';
import { liveFenceOf, requireFence } from './liveness.js';

export const submitInput: Operation<'submitInput'> = (scene, { session_id, draft }) => {
  const { tables } = scene;
  const content = contentOf(draft);
  const known = draft.source_key === null ? null : tables.inputOfKey(session_id, draft.source_key);
  if (!known) {
    const input = tables.addInput(session_id, draft, waitingState(draft.target), content);
    return done({ input, replayed: false });
  }
  if (known.content === content) {
    return done({ input: asItStands(known, liveFenceOf(scene, session_id)), replayed: true });
  }
  return refused(conflictWith(known.input));
};

export const claimInputs: Operation<'claimInputs'> = (scene, args) => {
  const { session_id, fence, selection, max } = args;
  const held = requireFence(scene, session_id, fence);
  if (!held.ok) return held;
  const { tables } = scene;
  const waiting = tables.openInputs(session_id).filter((row) => isWaiting(row, fence));
  const chosen = waiting.filter(({ input }) => isSelected(input.target, selection)).slice(0, max);
  return done(chosen.map((row) => claim(tables, row, fence)));
};

export const pendingInputs: Operation<'pendingInputs'> = (scene, { session_id }) => {
  const live_fence = liveFenceOf(scene, session_id);
  const rows = scene.tables.openInputs(session_id).filter((row) => isWaiting(row, live_fence));
  return done(rows.map((row) => asItStands(row, live_fence)));
};

export const cancelInput: Operation<'cancelInput'> = (scene, { session_id, input_id }) => {
  const row = scene.tables.input(session_id, input_id);
  if (!row) {
    const message = `session ${session_id} has no input ${input_id}`;
    return refused({ code: 'UnknownRow', message });
  }
  const { state } = row.input;
  if (state === 'cancelled') return done({ type: 'cancelled' });
  if (state === 'completed') return done({ type: 'too_late', state });
  const live_fence = liveFenceOf(scene, session_id);
  if (!isWaiting(row, live_fence)) return done({ type: 'too_late', state: 'accepted' });
  scene.tables.putInput(session_id, input_id, { state: 'cancelled', claimed_fence: null });
  return done({ type: 'cancelled' });
};

/** Active inputs of an interrupted turn that wait, in order. */
export function deferrable(
  rows: readonly InputRow[],
  turn_index: number,
  live_fence: number | null,
): readonly InputRow[] {
  return rows.filter((row) => {
    const { target } = row.input;
    const isOfTurn = target.type === 'active_turn' && target.turn_index === turn_index;
    return isOfTurn && isWaiting(row, live_fence);
  });
}

/** The first reference to an input that is not claimed under the fence that it names; null where none is. */
export function firstSupersededInput(
  tables: Pick<Tables, 'input'>,
  session_id: string,
  references: readonly InputReference[],
  live_fence: number | null,
): SessionError | null {
  for (const { input_id, fence } of references) {
    const row = tables.input(session_id, input_id);
    const holds = row?.input.state === 'accepted' && row.claimed_fence === fence;
    if (holds && fence === live_fence) continue;
    const message = `input ${input_id} of session ${session_id} is not claimed under fence ${fence} any more`;
    return { code: 'ClaimSuperseded', message, row_id: input_id };
  }
  return null;
}

/** Neither claimed by the generation that lives nor at its end. A claim of one that is over is none. */
function isWaiting({ input, claimed_fence }: InputRow, live_fence: number | null): boolean {
  return input.state !== 'accepted' || claimed_fence !== live_fence;
}

/** An input whose claim is over waits again as it did before. */
function asItStands(row: InputRow, live_fence: number | null): TurnInput {
  const { input } = row;
  const isForsaken = input.state === 'accepted' && isWaiting(row, live_fence);
  return isForsaken ? { ...input, state: waitingState(input.target) } : input;
}

function waitingState(target: InputTarget): InputState {
  return target.type === 'next_turn' ? 'deferred_next_turn' : 'pending_active';
}

function isSelected(target: InputTarget, selection: InputSelection): boolean {
  if (target.type === 'next_turn' || selection.type === 'next_turn') {
    return target.type === selection.type;
  }
  const isReached =
    selection.boundary === 'before_completion' || target.min_boundary === 'after_work';
  return target.turn_index === selection.turn_index && isReached;
}

function claim(tables: Tables, { input }: InputRow, fence: number): InputClaim {
  const { session_id, input_id } = input;
  tables.putInput(session_id, input_id, { state: 'accepted', claimed_fence: fence });
  return { input: { ...input, state: 'accepted' }, fence };
}

/** What a submission is equal by: what it says and what for, not when. */
function contentOf({ target, payload }: InputDraft): string {
  return canonicalJson({ target: { ...target }, payload });
}

function conflictWith({ session_id, source_key, input_id }: TurnInput): SessionError {
  const message = `source key ${String(source_key)} of session ${session_id} stands for input ${input_id} with other content`;
  return { code: 'SourceKeyConflict', message, existing_input_id: input_id };
}
