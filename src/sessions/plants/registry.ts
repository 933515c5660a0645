// The planted bugs of the session store. One line adds one; the selftest plants them all.

import {
  checksThenSets,
  clearsNewerLease,
  expiresByWallClock,
  reclaimsBlindly,
  reusesToken,
} from './leases.js';
import type { Plant } from './plant.js';
import {
  cancelsClaimed,
  claimsWithoutCompare,
  dedupesByPayload,
  forgetsCompletedKeys,
} from './rows.js';
import { commitsAtExpiry, completesApart, ignoresFence } from './saves.js';

export const PLANTS: readonly Plant[] = [
  checksThenSets,
  ignoresFence,
  reclaimsBlindly,
  reusesToken,
  clearsNewerLease,
  claimsWithoutCompare,
  completesApart,
  dedupesByPayload,
  forgetsCompletedKeys,
  expiresByWallClock,
  commitsAtExpiry,
  cancelsClaimed,
];
