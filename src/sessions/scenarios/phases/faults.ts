// The two faults of an owner that goes on although its lease is over. Both are refused and change nothing.

import { expectUnchanged, snapshotOf } from '../observe.js';
import { expectSame, Unmet } from '../unmet.js';
import type { Player } from './player.js';
import { stateOf } from './saved.js';

/** The owner's next incarnation holds the lease when the work of the one before it is completed. */
export const playStaleCompletion: Player<'stale_completion'> = async (stage) => {
  const { session_id } = stage;
  await stage.hold();
  const claims = stage.held.work;
  const [first] = claims;
  if (!first) throw new Unmet('claimed turn work to complete too late', 'none');
  await stage.release();
  stage.reincarnate();
  await stage.hold();
  const before = await snapshotOf(stage);
  const args = { session_id, claims };
  const { row_id } = await stage.refusal('completeWork', args, 'ClaimSuperseded');
  expectSame('the superseded row', row_id, first.work_id);
  await expectUnchanged(stage, before);
};

export const playCommitAfterRelease: Player<'commit_after_release'> = async (stage, phase) => {
  const { session_id } = stage;
  await stage.hold();
  const completes = stage.held;
  const fence = await stage.release();
  const before = await snapshotOf(stage);
  const request = {
    fence,
    commit_id: `${session_id}/after release`,
    turn_index: phase.turn_index,
    state: stateOf(phase),
    defers: null,
    completes,
    releases_lease: true,
  };
  const args = { session_id, request };
  const { current_fence } = await stage.refusal('commit', args, 'LeaseExpired');
  expectSame('the current fence to be', current_fence, fence);
  await expectUnchanged(stage, before);
};
