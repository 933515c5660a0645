// The lease of the shared session, for one write. An expired holder is followed at once; one that is dead, as
// far as the store can tell, is taken over from against the fence that was observed.

import type { ClaimedLease, SyncSessionStore } from '../../sessions/store.js';
import type { Owner } from '../../sessions/terms.js';
import { insist, valueOf } from './answer.js';
import { SHARED_SESSION } from '../strategy.js';
import type { Patience } from './patience.js';

/** Many thousand times what a write takes: who exceeds it was stopped for longer than that, or is gone. */
export const TTL_MS = 10_000;
/** A look at the holder's process costs more than a claim. */
const ATTEMPTS_PER_RECLAIM = 16;

export interface Claimant {
  readonly store: SyncSessionStore;
  readonly owner: Owner;
  readonly patience: Patience;
}

/**
 * Waits until the lease is this owner's, and answers with its fence.
 * @throws Error where others hold it for too long, or the store refuses the claim itself.
 */
export function acquireLease(claimant: Claimant): number {
  const { patience } = claimant;
  patience.renew();
  for (let attempt = 1; ; attempt += 1) {
    const claimed = claim(claimant);
    if (claimed.type === 'acquired') return claimed.lease.fence;
    if (attempt % ATTEMPTS_PER_RECLAIM === 0) {
      const reclaimed = reclaim(claimant, claimed.fence);
      if (reclaimed.type === 'acquired') return reclaimed.lease.fence;
    }
    patience.wait(`the lease of the shared session is held by ${claimed.holder?.owner_id ?? '?'}`);
  }
}

function claim({ store, owner, patience }: Claimant): ClaimedLease {
  const args = { session_id: SHARED_SESSION, owner, ttl_ms: TTL_MS };
  return valueOf(insist(() => store.tryClaimLease(args), patience));
}

function reclaim({ store, owner, patience }: Claimant, observed_fence: number): ClaimedLease {
  const args = {
    session_id: SHARED_SESSION,
    claimant: owner,
    observed_fence,
    ttl_ms: TTL_MS,
  };
  return valueOf(insist(() => store.reclaimLease(args), patience));
}
