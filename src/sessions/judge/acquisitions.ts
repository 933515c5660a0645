// Who was given which fence when, as far as the answers tell. A claim by the incarnation that holds the lease is
// answered with the same fence and a longer expiry; only a first acquisition tells the store's clock exactly.

import type { RaceHistory } from '../history.js';
import type { Lease, Owner } from '../terms.js';
import type { Seen } from './calls.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from './calls.js';
import type { Dated, Lookup } from './order.js';
import { greatestBefore } from './order.js';

export type LeaseClaim = Seen<'tryClaimLease' | 'reclaimLease'>;

export interface Acquisition {
  readonly index: number;
  readonly session_id: string;
  readonly method: LeaseClaim['entry']['method'];
  readonly lease: Lease;
  readonly began_ns: number;
  readonly ended_ns: number;
  /**
   * The store's clock when the lease was acquired; null where this may have been a claim of a lease that its
   * holder had already, whose expiry may be an older promise.
   */
  readonly store_ms: number | null;
}

/** In the order of the history. */
export function acquisitionsOf(history: RaceHistory): readonly Acquisition[] {
  const claims = callsOf(history, 'tryClaimLease', 'reclaimLease');
  const by_owner = groupBy(claims, (claim) => keyOf(sessionOf(claim), nameOf(ownerOf(claim))));
  const list = [...by_owner.values()].flatMap(acquisitionsOfOwner);
  return list.sort((one, other) => one.index - other.index);
}

export function ownerOf({ entry }: LeaseClaim): Owner {
  return entry.method === 'tryClaimLease' ? entry.args.owner : entry.args.claimant;
}

/** One name per incarnation. */
export function nameOf({ owner_id, incarnation_id }: Owner): string {
  return keyOf(owner_id, incarnation_id);
}

/** Claims of one incarnation in one session, in order of their beginnings. */
function acquisitionsOfOwner(claims: readonly LeaseClaim[]): readonly Acquisition[] {
  const fences = new Set<number>();
  let all_answered = true;
  return claims.flatMap((claim, place) => {
    all_answered &&= !isUnanswered(claim);
    const lease = leaseOf(claim);
    if (lease === null) return [];
    const is_first =
      all_answered && !fences.has(lease.fence) && !meetsAnother(claim, claims[place + 1]);
    fences.add(lease.fence);
    return [acquisition(claim, lease, is_first)];
  });
}

/** Whether the next claim began before this one ended, so that it may have come first. */
function meetsAnother({ entry }: LeaseClaim, next: LeaseClaim | undefined): boolean {
  return next !== undefined && next.entry.began_ns <= entry.ended_ns;
}

function leaseOf(claim: LeaseClaim): Lease | null {
  const value = valueOf(claim);
  return value?.type === 'acquired' ? value.lease : null;
}

function acquisition(claim: LeaseClaim, lease: Lease, is_first: boolean): Acquisition {
  const { began_ns, ended_ns, args, method } = claim.entry;
  const store_ms = is_first ? lease.expires_ms - args.ttl_ms : null;
  const session_id = sessionOf(claim);
  return { index: claim.index, session_id, method, lease, began_ns, ended_ns, store_ms };
}

/** Per session, the greatest fence that was known to be given before an instant. */
export function fencesBefore(
  acquisitions: readonly Acquisition[],
): (session_id: string) => Lookup<Acquisition> {
  const lookups = new Map<string, Lookup<Acquisition>>();
  for (const [session_id, list] of groupBy(acquisitions, (one) => one.session_id)) {
    lookups.set(session_id, greatestBefore(list.map(datedByFence)));
  }
  return (session_id) => lookups.get(session_id) ?? (() => null);
}

function datedByFence(acquisition: Acquisition): Dated<Acquisition> {
  return { at_ns: acquisition.ended_ns, rank: acquisition.lease.fence, item: acquisition };
}
