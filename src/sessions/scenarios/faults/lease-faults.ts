// What goes wrong with leases and their fences.

import { conformance, plantFound, scenarioTest, testsIn } from './evidence.js';
import { faultsOf } from './fault-row.js';

const lookup = testsIn('process-lookup.test.ts');

export const LEASE_FAULTS = faultsOf('leases and fences', [
  ['a lease is checked, then set', plantFound('checks a lease, then sets it')],
  [
    'a token is used again after a release',
    plantFound('reuses a token after release'),
    conformance('fences rise by one per acquisition, also after releases'),
  ],
  [
    'a stale release clears the new lease',
    plantFound('clears a newer lease with a stale release'),
    conformance('a stale release leaves the newer lease alone'),
  ],
  [
    'a reclaim does not compare the observed holder',
    plantFound('reclaims without comparing the observed holder'),
    scenarioTest('dead session lease reclaim'),
  ],
  [
    'a stale observer reclaims',
    conformance('a stale observer stays busy though the holder is dead'),
    scenarioTest('dead session lease reclaim'),
  ],
  ['two reclaim at once', conformance('of two reclaimers exactly one wins')],
  ['the holder lives on after its lease expired', conformance('an expired holder is taken over')],
  [
    'the owner comes back as another incarnation',
    conformance('the same owner of another incarnation is somebody else'),
  ],
  [
    'a holder is taken over although it lives',
    conformance('a holder whose process lives is not taken over'),
    conformance('a living holder is not taken over, not even by itself'),
  ],
  [
    'a holder cannot be looked up',
    lookup('is never known to be dead'),
    conformance('an opaque holder is not taken over just before its expiry'),
  ],
]);
