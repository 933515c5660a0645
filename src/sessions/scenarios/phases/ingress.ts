// Work and inputs come in from outside, without the lease: each submission with what must become of it.

import type { InputDraft, TurnInput, WorkDraft } from '../../terms.js';
import type { IngressCommand, IngressInput, IngressTurnWork } from '../phase.js';
import type { Stage } from '../stage.js';
import { expectSame } from '../unmet.js';
import type { Player } from './player.js';

export const playIngress: Player<'ingress'> = async (stage, phase) => {
  for (const work of phase.work ?? []) await enqueue(stage, work);
  for (const input of phase.inputs ?? []) await SUBMIT[input.type](stage, input as never);
  for (const alias of phase.cancels ?? []) await expectCancelled(stage, alias);
  for (const alias of phase.too_late ?? []) await expectTooLate(stage, alias);
};

/** @throws Unmet unless the input is cancelled by this */
export async function expectCancelled(stage: Stage, alias: string): Promise<void> {
  expectSame(`the cancellation of ${alias} to be answered`, await cancel(stage, alias), {
    type: 'cancelled',
  });
}

async function expectTooLate(stage: Stage, alias: string): Promise<void> {
  expectSame(`the cancellation of ${alias} to be answered`, await cancel(stage, alias), {
    type: 'too_late',
    state: 'accepted',
  });
}

async function cancel(stage: Stage, alias: string) {
  const { session_id, input } = stage.aliases.input(alias);
  return { ...(await stage.take('cancelInput', { session_id, input_id: input.input_id })) };
}

async function enqueue(stage: Stage, work: IngressCommand | IngressTurnWork): Promise<void> {
  const { session_id } = stage;
  const draft = draftOf(work);
  const enqueued = await stage.take('enqueueWork', { session_id, draft });
  stage.aliases.nameWork(work.alias, enqueued);
}

function draftOf(work: IngressCommand | IngressTurnWork): WorkDraft {
  const payload = { alias: work.alias };
  if ('command' in work) {
    const subject = { class: 'session_command', command: work.command } as const;
    return { subject, delivery: 'earliest_safe_boundary', slot: { type: 'exclusive' }, payload };
  }
  const subject = { class: 'turn_work', work: work.work } as const;
  return { subject, delivery: work.delivery, slot: work.slot, payload };
}

type Submission<T extends IngressInput['type']> = (
  stage: Stage,
  input: Extract<IngressInput, { readonly type: T }>,
) => Promise<void>;

const SUBMIT: { readonly [T in IngressInput['type']]: Submission<T> } = {
  new: async (stage, { alias, text, target, source_key, session_id: elsewhere }) => {
    const session_id = elsewhere ?? stage.session_id;
    const draft: InputDraft = { target, payload: { text }, source_key };
    const { input, replayed } = await stage.take('submitInput', { session_id, draft });
    expectSame(`the submission of ${alias} to be a replay:`, replayed, false);
    expectSame(`the payload of ${alias} to be`, input.payload, draft.payload);
    stage.aliases.nameInput(alias, { session_id, draft, input });
  },
  replay: async (stage, { of }) => {
    const { session_id, draft, input } = stage.aliases.input(of);
    const answered = await stage.take('submitInput', { session_id, draft });
    expectSame(`the second submission of ${of} to be a replay:`, answered.replayed, true);
    expectSame(`the replay of ${of} to be`, identityOf(answered.input), identityOf(input));
  },
  conflict: async (stage, { of, text }) => {
    const { session_id, draft, input } = stage.aliases.input(of);
    const changed = { ...draft, payload: { text } };
    const args = { session_id, draft: changed };
    const error = await stage.refusal('submitInput', args, 'SourceKeyConflict');
    expectSame('the conflict to name input', error.existing_input_id, input.input_id);
  },
};

/** What a replay must not change; its state is what has become of it meanwhile. */
function identityOf({ input_id, payload, source_key }: TurnInput) {
  return { input_id, payload, source_key };
}
