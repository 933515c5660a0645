// The explorations. One line adds one; all of them are run on the correct store, and each plant names its own.

import type { Exploration } from '../exploration.js';
import { commitAgainstExpiry, commitAgainstItself, completionAgainstTakeover } from './commits.js';
import { cancelAgainstClaim, submitAgainstCompletion, submitAgainstSubmit } from './inputs.js';
import {
  claimAgainstClaim,
  claimAgainstRelease,
  leaseAgainstWallClock,
  reclaimAgainstReclaim,
  staleReleaseAgainstClaim,
} from './leases.js';
import { claimAgainstClaimOfWork, turnAgainstTakeover, turnAgainstTurn } from './queue.js';

export const EXPLORATIONS: readonly Exploration[] = [
  claimAgainstClaim,
  claimAgainstRelease,
  staleReleaseAgainstClaim,
  reclaimAgainstReclaim,
  leaseAgainstWallClock,
  commitAgainstExpiry,
  commitAgainstItself,
  completionAgainstTakeover,
  cancelAgainstClaim,
  submitAgainstSubmit,
  submitAgainstCompletion,
  claimAgainstClaimOfWork,
  turnAgainstTurn,
  turnAgainstTakeover,
];
