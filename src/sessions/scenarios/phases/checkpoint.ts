// The state saved in the middle of a turn; and, after an interruption, that turn's inputs deferred to the next.

import { expectSame } from '../unmet.js';
import { expectCancelled } from './ingress.js';
import type { Player } from './player.js';
import { expectSaved, revisionOf, stateOf } from './saved.js';

export const playCheckpoint: Player<'checkpoint'> = async (stage, phase) => {
  const { session_id, aliases } = stage;
  const { turn_index, defers } = phase;
  const fence = await stage.hold();
  const before = await revisionOf(stage);
  const deferring = defers && defers.turn_index;
  const request = { fence, turn_index, state: stateOf(phase), defers: deferring };
  const result = await stage.take('checkpoint', { session_id, request });
  const ids = (defers?.aliases ?? []).map((alias) => aliases.input(alias).input.input_id);
  expectSame('the deferred inputs to be', result.deferred, ids);
  await expectSaved(stage, phase, { before, result });
  for (const alias of phase.cancels_after_deferral ?? []) await expectCancelled(stage, alias);
};
