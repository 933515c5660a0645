// Taking the lease: claimed where it is free, reclaimed where its holder seems gone, and waited for in between.

import type { Asking } from '../asking.js';
import { ask, pause } from '../asking.js';
import type { Desk } from '../desk.js';
import { fenceOf } from '../desk.js';
import type { ActCarrier } from './act.js';

/** Waits grow from this share of the time to live to that one. */
const SHORTEST_WAIT = 1 / 64;
const LONGEST_WAIT = 1 / 4;

export const takeLease: ActCarrier<'take_lease'> = function* (desk, { session_id }, act) {
  for (let attempt = 0; attempt < act.attempts; attempt += 1) {
    const fence = yield* attemptLease(desk, session_id);
    if (fence !== null) {
      if (act.claims === 'twice') yield* ask('tryClaimLease', claimOf(desk, session_id));
      desk.holding = yield* beginTurn(session_id, fence);
      return 'go_on';
    }
    yield* pause(desk.ttl_ms * Math.min(SHORTEST_WAIT * 2 ** attempt, LONGEST_WAIT));
  }
  return 'turn_over';
};

/** Whoever finds it busy asks at once whether the holder is still there: of several who do, one wins. */
function* attemptLease(desk: Desk, session_id: string): Asking<number | null> {
  const claimed = yield* ask('tryClaimLease', claimOf(desk, session_id));
  if (!claimed.ok || claimed.value.type === 'acquired') return fenceOf(claimed);
  const { owner: claimant, ttl_ms } = desk;
  const observed_fence = claimed.value.fence;
  return fenceOf(yield* ask('reclaimLease', { session_id, claimant, observed_fence, ttl_ms }));
}

function claimOf({ owner, ttl_ms }: Desk, session_id: string) {
  return { session_id, owner, ttl_ms };
}

function* beginTurn(session_id: string, fence: number) {
  const state = yield* ask('readState', { session_id });
  const turn_index = (state.ok ? (state.value?.turn_index ?? 0) : 0) + 1;
  return { session_id, fence, turn_index, work: [], inputs: [] };
}

export const renewLease: ActCarrier<'renew_lease'> = function* (desk, { session_id }) {
  const fence = desk.holding?.fence;
  if (fence === undefined) return 'turn_over';
  const { ttl_ms } = desk;
  const renewed = yield* ask('renewLease', { session_id, fence, ttl_ms });
  return renewed.ok ? 'go_on' : 'turn_over';
};
