// The lease as a tale: the fence is the number of acquisitions so far, the holder is whom the last of them named
// and no release has followed, its expiry the latest that was promised since.

import type { ArgsOf, Busy, ClaimedLease, LeaseView, SessionError } from '../store.js';
import type { Lease, Owner } from '../terms.js';
import type { SessionEvent } from './events.js';
import type { Outcome, Past } from './past.js';
import { denied, told } from './past.js';

export function answerTryClaim(past: Past, args: ArgsOf<'tryClaimLease'>): Outcome<ClaimedLease> {
  const { owner, ttl_ms } = args;
  const lease = liveLease(past);
  if (lease === null) return acquire(past, owner, ttl_ms);
  return sameIncarnation(lease.owner, owner) ? extendClaim(past, lease, ttl_ms) : told(busy(past));
}

export function answerRenew(past: Past, { fence, ttl_ms }: ArgsOf<'renewLease'>): Outcome<Lease> {
  const lease = liveLease(past);
  if (lease === null || lease.fence !== fence) return denied(leaseExpired(past, fence));
  return told(...extension(past, lease, ttl_ms));
}

export function answerReclaim(past: Past, args: ArgsOf<'reclaimLease'>): Outcome<ClaimedLease> {
  const { claimant, observed_fence, ttl_ms } = args;
  const fence = fenceOf(past);
  if (fence === 0 || fence !== observed_fence) return told(busy(past));
  const lease = liveLease(past);
  if (lease !== null && !past.isDefinitelyDead(lease.owner)) return told(busy(past));
  return acquire(past, claimant, ttl_ms);
}

export function answerRelease(
  past: Past,
  { fence }: ArgsOf<'releaseLease'>,
): Outcome<{ readonly released: boolean }> {
  const isHeld = lastLease(past)?.fence === fence;
  return isHeld ? told({ released: true }, { type: 'released' }) : told({ released: false });
}

export function answerInspect(past: Past): Outcome<LeaseView> {
  const live = liveLease(past) !== null;
  return told({ fence: fenceOf(past), lease: lastLease(past), live });
}

/** The lease that is held at this instant; null where there is none. */
export function liveLease(past: Past): Lease | null {
  const lease = lastLease(past);
  return lease !== null && past.now_ms < lease.expires_ms ? lease : null;
}

export function leaseExpired(past: Past, fence: number): SessionError {
  const message = `fence ${fence} is not that of a live lease`;
  return { code: 'LeaseExpired', message, current_fence: fenceOf(past) || null };
}

function fenceOf({ told: { acquisitions } }: Past): number {
  return acquisitions;
}

/** Of the last acquisition, expired or not; null once it is released. */
function lastLease(past: Past): Lease | null {
  const { session_id, told: so_far } = past;
  return so_far.holding && { session_id, fence: fenceOf(past), ...so_far.holding };
}

function acquire(past: Past, owner: Owner, ttl_ms: number): Outcome<ClaimedLease> {
  const expires_ms = past.now_ms + ttl_ms;
  const fence = fenceOf(past) + 1;
  const lease = { session_id: past.session_id, owner, fence, expires_ms };
  return told({ type: 'acquired', lease }, { type: 'acquired', owner, expires_ms });
}

function extendClaim(past: Past, held: Lease, ttl_ms: number): Outcome<ClaimedLease> {
  const [lease, event] = extension(past, held, ttl_ms);
  return told({ type: 'acquired', lease }, event);
}

function extension(past: Past, lease: Lease, ttl_ms: number): readonly [Lease, SessionEvent] {
  const promised_ms = past.now_ms + ttl_ms;
  const expires_ms = Math.max(lease.expires_ms, promised_ms);
  return [
    { ...lease, expires_ms },
    { type: 'extended', expires_ms: promised_ms },
  ];
}

function sameIncarnation(one: Owner, other: Owner): boolean {
  return one.owner_id === other.owner_id && one.incarnation_id === other.incarnation_id;
}

function busy(past: Past): Busy {
  return { type: 'busy', holder: lastLease(past)?.owner ?? null, fence: fenceOf(past) };
}
