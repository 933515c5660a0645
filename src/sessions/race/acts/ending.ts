// How a turn ends: committed, committed twice, committed too late, or not at all.

import { ask, askDying } from '../asking.js';
import type { Desk, Holding } from '../desk.js';
import type { CommitRequest } from '../../terms.js';
import type { ActOf } from '../turn-plan.js';
import type { ActCarrier } from './act.js';

export const commit: ActCarrier<'commit'> = function* (desk, { turn }, act) {
  const { holding } = desk;
  if (!holding) return 'turn_over';
  const { session_id, fence } = holding;
  const request = requestOf(desk, holding, { turn, lease: act.lease });
  yield* ask('commit', { session_id, request });
  if (act.again === 'same') yield* ask('commit', { session_id, request });
  if (act.again === 'changed') yield* ask('commit', { session_id, request: changed(request) });
  if (act.lease === 'released_after') yield* ask('releaseLease', { session_id, fence });
  desk.holding = null;
  return 'turn_over';
};

export const commitAfterRelease: ActCarrier<'commit_after_release'> = function* (desk, { turn }) {
  const { holding } = desk;
  if (!holding) return 'turn_over';
  const { session_id, fence } = holding;
  yield* ask('releaseLease', { session_id, fence });
  yield* ask('commit', {
    session_id,
    request: requestOf(desk, holding, { turn, lease: 'released' }),
  });
  yield* ask('releaseLease', { session_id, fence });
  desk.holding = null;
  return 'turn_over';
};

export const abandon: ActCarrier<'abandon'> = function* (desk) {
  desk.reincarnate(null);
  return 'turn_over';
};

export const commitDying: ActCarrier<'commit_dying'> = function* (desk, { turn }, { fate }) {
  const { holding } = desk;
  if (!holding) return 'turn_over';
  const request = requestOf(desk, holding, { turn, lease: 'released' });
  yield* askDying('commit', { session_id: holding.session_id, request }, fate);
  desk.reincarnate(request);
  return 'turn_over';
};

/** Every other commit takes the inputs that its turn has left along into the next one. */
function requestOf(
  desk: Desk,
  { fence, turn_index, work, inputs }: Holding,
  { turn, lease }: { turn: number; lease: ActOf<'commit'>['lease'] },
): CommitRequest {
  const { owner_id, incarnation_id } = desk.owner;
  return {
    commit_id: `${owner_id}/${incarnation_id}/turn-${turn}`,
    fence,
    turn_index,
    state: { by: owner_id, turn },
    completes: { work: [...work], inputs: [...inputs] },
    defers: turn % 2 === 0 ? turn_index : null,
    releases_lease: lease === 'released',
  };
}

function changed(request: CommitRequest): CommitRequest {
  return { ...request, state: { changed: true } };
}
