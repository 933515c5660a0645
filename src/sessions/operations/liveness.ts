// When a lease is live, and with it every claim that was made under its fence.

import type { Scene } from '../operation.js';
import type { Answer, LeaseView } from '../store.js';
import type { LeaseRow } from '../tables.js';
import type { Lease, Owner } from '../terms.js';
import { done, refused } from './answers.js';

/** A lease that somebody holds. */
export type HeldLease = LeaseRow & { readonly owner: Owner };

/** Live before the instant of its expiry, not at it; a lease of another timeline has expired. */
export function isLive(row: LeaseRow | null, { clock }: Pick<Scene, 'clock'>): row is HeldLease {
  return (
    row !== null &&
    row.owner !== null &&
    row.timeline === clock.timeline &&
    clock.now_ms() < row.expires_ms
  );
}

/** The fence under which claims live now; null where nobody holds the lease. */
export function liveFenceOf(scene: Scene, session_id: string): number | null {
  const row = scene.tables.lease(session_id);
  return isLive(row, scene) ? row.fence : null;
}

/** The live lease of that fence, or why there is none. */
export function requireFence(scene: Scene, session_id: string, fence: number): Answer<HeldLease> {
  const row = scene.tables.lease(session_id);
  if (isLive(row, scene) && row.fence === fence) return done(row);
  const current_fence = row?.fence ?? null;
  const message = `fence ${fence} of session ${session_id} ${reasonOf(row, fence)}; claim the lease again`;
  return refused({ code: 'LeaseExpired', message, current_fence });
}

function reasonOf(row: LeaseRow | null, fence: number): string {
  if (row === null || fence > row.fence) return 'was never given';
  if (fence < row.fence) return `was succeeded by fence ${row.fence}`;
  return row.owner === null ? 'was released' : 'has expired';
}

export function leaseOf(session_id: string, { owner, fence, expires_ms }: HeldLease): Lease {
  return { session_id, owner, fence, expires_ms };
}

export function viewOf(scene: Scene, session_id: string): LeaseView {
  const row = scene.tables.lease(session_id);
  if (row === null) return { fence: 0, lease: null, live: false };
  const { fence, owner } = row;
  const lease = owner && leaseOf(session_id, { ...row, owner });
  return { fence, lease, live: isLive(row, scene) };
}
