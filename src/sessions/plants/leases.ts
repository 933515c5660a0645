// Bugs in giving, taking over and ending leases.

import {
  claimAgainstClaim,
  claimAgainstRelease,
  leaseAgainstWallClock,
  reclaimAgainstReclaim,
  staleReleaseAgainstClaim,
} from '../explore/scripts/leases.js';
import type { Operation, Operations, Scene } from '../operation.js';
import { STORE_METHODS } from '../operations/registry.js';
import type { SessionClock } from '../session-clock.js';
import type { StoreMethod } from '../store.js';
import { decidesThenWrites, withLeases } from './changed-tables.js';
import type { OperationPlant, StepwisePlant } from './plant.js';

/** Two find the lease free before either has it; both write the same next fence. */
export const checksThenSets: StepwisePlant = {
  name: 'checks a lease, then sets it',
  how: 'stepwise',
  breaks: 'one-live-holder',
  consequences: ['rising-fences'],
  shown_by: claimAgainstClaim,
  plant: ({ tryClaimLease }) => ({ tryClaimLease: decidesThenWrites(tryClaimLease) }),
};

export const reusesToken: OperationPlant = {
  name: 'reuses a token after release',
  how: 'operation',
  breaks: 'rising-fences',
  consequences: [],
  shown_by: claimAgainstRelease,
  plant: ({ tryClaimLease }) => ({
    tryClaimLease: (scene, args) => tryClaimLease(withLeases(scene, forgetRelease), args),
  }),
};

export const reclaimsBlindly: OperationPlant = {
  name: 'reclaims without comparing the observed holder',
  how: 'operation',
  breaks: 'one-reclaimer',
  consequences: [],
  shown_by: reclaimAgainstReclaim,
  plant: ({ reclaimLease }) => ({
    reclaimLease: (scene, args) =>
      reclaimLease(scene, { ...args, observed_fence: currentFence(scene, args) }),
  }),
};

export const clearsNewerLease: OperationPlant = {
  name: 'clears a newer lease with a stale release',
  how: 'operation',
  breaks: 'own-release',
  consequences: [],
  shown_by: staleReleaseAgainstClaim,
  plant: ({ releaseLease }) => ({
    releaseLease: (scene, args) =>
      releaseLease(scene, { ...args, fence: currentFence(scene, args) }),
  }),
};

export const expiresByWallClock: OperationPlant = {
  name: 'lets leases expire by the clock on the wall',
  how: 'operation',
  breaks: 'one-live-holder',
  consequences: [],
  shown_by: leaseAgainstWallClock,
  plant: (sound, wall) =>
    Object.fromEntries(STORE_METHODS.map((method) => [method, byClock(sound[method], wall)])),
};

function forgetRelease<R extends { readonly owner: unknown; readonly fence: number }>(row: R): R {
  return row.owner === null ? { ...row, fence: row.fence - 1 } : row;
}

function currentFence({ tables }: Scene, { session_id }: { readonly session_id: string }): number {
  return tables.lease(session_id)?.fence ?? 0;
}

function byClock(operation: Operations[StoreMethod], clock: SessionClock) {
  const any = operation as Operation<StoreMethod>;
  return (...[scene, args]: Parameters<typeof any>) => any({ ...scene, clock }, args);
}
