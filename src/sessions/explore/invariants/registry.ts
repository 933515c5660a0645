// The invariants, by name. One entry adds one; every exploration is held against all of them.

import type { Invariant } from './invariant.js';
import { cancelOrClaim, ingressOnce } from './inputs.js';
import { risingFences, oneLiveHolder, oneReclaimer, ownRelease } from './leases.js';
import { claimedOnce, completedOnce, noWorkLost } from './rows.js';
import { commitOnce, refusedChangesNothing, fencedCommit } from './saves.js';

export const INVARIANTS = {
  'one-live-holder': oneLiveHolder,
  'rising-fences': risingFences,
  'one-reclaimer': oneReclaimer,
  'own-release': ownRelease,
  'fenced-commit': fencedCommit,
  'commit-once': commitOnce,
  'refused-changes-nothing': refusedChangesNothing,
  'claimed-once': claimedOnce,
  'completed-once': completedOnce,
  'no-work-lost': noWorkLost,
  'cancel-or-claim': cancelOrClaim,
  'ingress-once': ingressOnce,
} as const satisfies Readonly<Record<string, Invariant>>;

export type InvariantName = keyof typeof INVARIANTS;
export type Invariants = Readonly<Record<InvariantName, Invariant>>;
export const INVARIANT_NAMES = Object.keys(INVARIANTS) as readonly InvariantName[];
