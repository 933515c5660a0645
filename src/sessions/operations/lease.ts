// The lease: acquired, renewed, reclaimed, released. Its fence rises by one per acquisition and outlives every
// holder, so that whoever comes back late is known by an old one.

import type { Operation, Scene } from '../operation.js';
import type { Busy, ClaimedLease } from '../store.js';
import type { LeaseRow } from '../tables.js';
import type { Owner } from '../terms.js';
import { done } from './answers.js';
import type { HeldLease } from './liveness.js';
import { isLive, leaseOf, requireFence, viewOf } from './liveness.js';

export const tryClaimLease: Operation<'tryClaimLease'> = (scene, { session_id, owner, ttl_ms }) => {
  const row = scene.tables.lease(session_id);
  if (!isLive(row, scene)) return done(acquire(scene, { session_id, owner, ttl_ms }, row));
  if (!isSameIncarnation(row.owner, owner)) return done(busyWith(row));
  return done({ type: 'acquired', lease: extend(scene, { session_id, ttl_ms }, row) });
};

export const renewLease: Operation<'renewLease'> = (scene, { session_id, fence, ttl_ms }) => {
  const held = requireFence(scene, session_id, fence);
  if (!held.ok) return held;
  return done(extend(scene, { session_id, ttl_ms }, held.value));
};

export const reclaimLease: Operation<'reclaimLease'> = (scene, args) => {
  const { session_id, claimant, observed_fence, ttl_ms } = args;
  const row = scene.tables.lease(session_id);
  if (row?.fence !== observed_fence || isHeldByLiving(scene, row)) return done(busyWith(row));
  return done(acquire(scene, { session_id, owner: claimant, ttl_ms }, row));
};

export const releaseLease: Operation<'releaseLease'> = ({ tables }, { session_id, fence }) => {
  const row = tables.lease(session_id);
  if (row?.fence !== fence || row.owner === null) return done({ released: false });
  tables.putLease(session_id, { ...row, owner: null });
  return done({ released: true });
};

export const inspectLease: Operation<'inspectLease'> = (scene, { session_id }) =>
  done(viewOf(scene, session_id));

interface Acquisition {
  readonly session_id: string;
  readonly owner: Owner;
  readonly ttl_ms: number;
}

function acquire(scene: Scene, wanted: Acquisition, before: LeaseRow | null): ClaimedLease {
  const { session_id, owner, ttl_ms } = wanted;
  const { tables, clock } = scene;
  const fence = (before?.fence ?? 0) + 1;
  const expires_ms = clock.now_ms() + ttl_ms;
  tables.putLease(session_id, { fence, owner, expires_ms, timeline: clock.timeline });
  return { type: 'acquired', lease: { session_id, owner, fence, expires_ms } };
}

/** Never to an earlier instant: a renewal that is answered late shortens nothing. */
function extend(
  { tables, clock }: Scene,
  { session_id, ttl_ms }: Omit<Acquisition, 'owner'>,
  row: HeldLease,
) {
  const expires_ms = Math.max(row.expires_ms, clock.now_ms() + ttl_ms);
  const extended: HeldLease = { ...row, expires_ms };
  if (expires_ms !== row.expires_ms) tables.putLease(session_id, extended);
  return leaseOf(session_id, extended);
}

function isHeldByLiving(scene: Scene, row: LeaseRow): boolean {
  return isLive(row, scene) && !scene.processes.isDefinitelyDead(row.owner);
}

function isSameIncarnation(holder: Owner, owner: Owner): boolean {
  return holder.owner_id === owner.owner_id && holder.incarnation_id === owner.incarnation_id;
}

function busyWith(row: LeaseRow | null): Busy {
  return { type: 'busy', holder: row?.owner ?? null, fence: row?.fence ?? 0 };
}
