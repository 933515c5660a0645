// When a call may have taken effect, as far as it matters: before the lease expired, or when it had. A grant tells
// its instant exactly; of all others the earliest instant is as good as every later one that answers alike.

import type { ArgsOf } from '../../store.js';
import type { Lease } from '../../terms.js';
import { CLOCK_TOLERANCE_MS } from '../store-clock.js';
import type { Configuration } from './configuration.js';
import type { SessionCall } from './session-calls.js';

/** An instant to try, and from when on the call after it may take effect. */
export interface Instant {
  readonly now_ms: number;
  readonly low_ms: number;
  /** In the place of the call's own: the model promises what the store has promised. */
  readonly ttl_ms: number | null;
}

export function instantsOf({ low_ms, held }: Configuration, call: SessionCall): readonly Instant[] {
  const base_ms = Math.max(low_ms, call.bracket.earliest_ms);
  const granted = grantOf(call);
  if (granted) return grantInstants(granted, { base_ms, call, held });
  const expiry_ms = held?.expires_ms ?? base_ms;
  const tried = expiry_ms > base_ms ? [base_ms, expiry_ms] : [base_ms];
  const possible = tried.filter((now_ms) => now_ms <= call.bracket.latest_ms);
  return possible.map((now_ms) => ({ now_ms, low_ms: now_ms, ttl_ms: null }));
}

interface Grant {
  readonly lease: Lease;
  readonly ttl_ms: number;
}

interface GrantTerms {
  readonly base_ms: number;
  readonly call: SessionCall;
  readonly held: Lease | null;
}

/**
 * A store may look twice at its clock: whether the lease is free, and then what to promise. So the first look is
 * tried as early as it can have been, as late, and where the lease before expired.
 */
function grantInstants(
  { lease, ttl_ms }: Grant,
  { base_ms, call, held }: GrantTerms,
): readonly Instant[] {
  const exact_ms = lease.expires_ms - ttl_ms;
  const { latest_ms } = call.bracket;
  const is_older_promise =
    held?.fence === lease.fence && lease.expires_ms <= held.expires_ms + CLOCK_TOLERANCE_MS;
  if (exact_ms < base_ms - CLOCK_TOLERANCE_MS) return [];
  if (exact_ms > latest_ms && !is_older_promise) return [];
  const later_ms = is_older_promise ? base_ms : exact_ms - CLOCK_TOLERANCE_MS;
  const tried = [exact_ms, base_ms, held?.expires_ms ?? exact_ms];
  const possible = tried.filter(
    (now_ms) => Number.isFinite(now_ms) && now_ms <= exact_ms + CLOCK_TOLERANCE_MS,
  );
  return [...new Set(possible)].map((now_ms) => ({
    now_ms,
    low_ms: Math.max(base_ms, later_ms),
    ttl_ms: lease.expires_ms - now_ms,
  }));
}

/** The lease that a call was granted; null where it was not, or asks for none. */
function grantOf({ entry }: SessionCall): Grant | null {
  const { answer, args } = entry;
  if (!answer?.ok || !('ttl_ms' in args)) return null;
  const { ttl_ms } = args as ArgsOf<'renewLease'>;
  if (entry.method === 'renewLease') return { lease: answer.value as Lease, ttl_ms };
  const claimed = answer.value as { readonly type: string; readonly lease?: Lease };
  return claimed.lease ? { lease: claimed.lease, ttl_ms } : null;
}
