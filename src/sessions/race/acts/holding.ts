// What the holder of a lease does within its turn. Whoever learns that the lease is lost goes on to the commit all
// the same, which has to be refused.

import { ask } from '../asking.js';
import type { Asking } from '../asking.js';
import type { Desk, Holding } from '../desk.js';
import type { InputSelection } from '../../terms.js';
import type { ActCarrier, ActEnd } from './act.js';

/** One at a time, each of them completed before the next is claimed. */
export const drainCommands: ActCarrier<'drain_commands'> = (desk, _, { max }) =>
  whileHolding(desk, function* ({ session_id, fence }) {
    for (let count = 0; count < max; count += 1) {
      const claimed = yield* ask('claimLeadingCommand', { session_id, fence });
      if (!claimed.ok || claimed.value === null) return;
      const claims = [{ work_id: claimed.value.work.work_id, fence }];
      yield* ask('completeWork', { session_id, claims });
    }
  });

export const claimWork: ActCarrier<'claim_work'> = (desk, _, { boundary, max }) =>
  whileHolding(desk, function* ({ session_id, fence, work }) {
    const claimed = yield* ask('claimReadyWork', { session_id, fence, boundary, max });
    if (!claimed.ok) return;
    work.push(...claimed.value.map((claim) => ({ work_id: claim.work.work_id, fence })));
  });

export const claimNextInputs: ActCarrier<'claim_next_inputs'> = (desk, _, { max }) =>
  whileHolding(desk, (holding) => claimInputs(holding, { type: 'next_turn' }, max));

export const claimActiveInputs: ActCarrier<'claim_active_inputs'> = (desk, _, act) =>
  whileHolding(desk, (holding) => {
    const { turn_index } = holding;
    const selection = { type: 'active_turn', turn_index, boundary: act.boundary } as const;
    return claimInputs(holding, selection, act.max);
  });

export const submitActiveInput: ActCarrier<'submit_active_input'> = (desk, { turn }, act) =>
  whileHolding(desk, function* ({ session_id, turn_index }) {
    const target = { type: 'active_turn', turn_index, min_boundary: act.min_boundary } as const;
    const draft = { target, payload: { text: `steers turn ${turn}` }, source_key: null };
    yield* ask('submitInput', { session_id, draft });
  });

export const checkpoint: ActCarrier<'checkpoint'> = (desk, { turn }, act) =>
  whileHolding(desk, function* ({ session_id, fence, turn_index }) {
    const defers = act.defers === 'this_turn' ? turn_index : null;
    const request = { fence, turn_index, state: { reached: turn }, defers };
    yield* ask('checkpoint', { session_id, request });
  });

export const completeHalf: ActCarrier<'complete_half'> = (desk) =>
  whileHolding(desk, function* ({ session_id, work }) {
    const claims = work.slice(0, Math.ceil(work.length / 2));
    if (claims.length === 0) return;
    const completed = yield* ask('completeWork', { session_id, claims });
    if (completed.ok) work.splice(0, claims.length);
  });

function* claimInputs(
  { session_id, fence, inputs }: Holding,
  selection: InputSelection,
  max: number,
): Asking<void> {
  const claimed = yield* ask('claimInputs', { session_id, fence, selection, max });
  if (!claimed.ok) return;
  inputs.push(...claimed.value.map(({ input }) => ({ input_id: input.input_id, fence })));
}

function* whileHolding(desk: Desk, act: (holding: Holding) => Asking<void>): Asking<ActEnd> {
  if (desk.holding === null) return 'turn_over';
  yield* act(desk.holding);
  return 'go_on';
}
