// The end of a turn: state, completions and the release of the lease land together, and the same request again
// answers as the first did.

import { expectSame } from '../unmet.js';
import type { Player } from './player.js';
import { expectSaved, revisionOf, stateOf } from './saved.js';

export const playCommit: Player<'commit'> = async (stage, phase) => {
  const { session_id } = stage;
  const fence = await stage.hold();
  const before = await revisionOf(stage);
  const request = {
    fence,
    commit_id: `${session_id}/${fence}`,
    turn_index: phase.turn_index,
    state: stateOf(phase),
    defers: null,
    completes: stage.held,
    releases_lease: true,
  };
  const result = await stage.take('commit', { session_id, request });
  await expectSaved(stage, phase, { before, result });
  const { live } = await stage.take('inspectLease', { session_id });
  expectSame('the lease to live on after its commit:', live, false);
  const again = await stage.take('commit', { session_id, request });
  expectSame('the replayed commit', { ...again }, { ...result });
  stage.lapse();
};
