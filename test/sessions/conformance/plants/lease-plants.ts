// Bugs in giving, prolonging, taking over and ending leases.

import { correctOperations as correct } from '../../../../src/sessions/operations/registry.js';
import type { SequentialPlant } from './lies.js';
import { asIncarnation, at, early, fenceOf, freed, leases, plant, seeing } from './lies.js';

export const LEASE_PLANTS: readonly SequentialPlant[] = [
  plant(
    'grants a lease that another holds',
    'a live lease keeps others out, naming its holder and fence',
    {
      tryClaimLease: (scene, args) =>
        correct.tryClaimLease(
          seeing(
            scene,
            leases(scene, (row) => ({ ...row, owner: null })),
          ),
          args,
        ),
    },
  ),
  plant(
    'takes another incarnation for the same',
    'the same owner of another incarnation is somebody else',
    {
      tryClaimLease: (scene, args) =>
        correct.tryClaimLease(
          seeing(
            scene,
            leases(scene, (row) => asIncarnation(row, args.owner.incarnation_id)),
          ),
          args,
        ),
    },
  ),
  plant(
    'uses a token again after its release',
    'fences rise by one per acquisition, also after releases',
    {
      tryClaimLease: (scene, args) =>
        correct.tryClaimLease(
          seeing(
            scene,
            leases(scene, (row) => ({ ...row, fence: row.fence - freed(row) })),
          ),
          args,
        ),
    },
  ),
  plant('clears a newer lease', 'a stale release leaves the newer lease alone', {
    releaseLease: (scene, args) =>
      correct.releaseLease(scene, { ...args, fence: fenceOf(scene, args) || args.fence }),
  }),
  plant('reclaims whatever was observed', 'a stale observer stays busy though the holder is dead', {
    reclaimLease: (scene, args) =>
      correct.reclaimLease(scene, { ...args, observed_fence: fenceOf(scene, args) }),
  }),
  plant('reclaims from the living', 'a living holder is not taken over, not even by itself', {
    reclaimLease: (scene, args) =>
      correct.reclaimLease({ ...scene, processes: { isDefinitelyDead: () => true } }, args),
  }),
  plant(
    'lets no dead holder be reclaimed',
    'a dead holder is taken over before its lease expires',
    {
      reclaimLease: (scene, args) =>
        correct.reclaimLease({ ...scene, processes: { isDefinitelyDead: () => false } }, args),
    },
  ),
  plant(
    'lets leases expire by the wall clock',
    'a lease expires on the clock that the store was given',
    {
      tryClaimLease: (scene, args) =>
        correct.tryClaimLease(at(scene, Date.UTC(2026, 0) + scene.clock.now_ms()), args),
    },
  ),
  plant(
    'keeps a lease at the instant of expiry',
    'a lease is not live at the instant of its expiry',
    {
      renewLease: (scene, args) => correct.renewLease(early(scene), args),
    },
  ),
  plant('shortens leases', 'no renewal and no repeated claim shortens a lease', {
    renewLease: (scene, args) =>
      correct.renewLease(
        seeing(
          scene,
          leases(scene, (row) => ({ ...row, expires_ms: early(scene).clock.now_ms() + 1 })),
        ),
        args,
      ),
  }),
];
