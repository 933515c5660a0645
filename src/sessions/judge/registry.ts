// Every property of session stores under racing workers. One file and one entry here add one.

import { contention } from './properties/contention.js';
import { cancelOrClaim } from './properties/cancel-or-claim.js';
import { contiguousRevisions } from './properties/contiguous-revisions.js';
import { faithfulRows } from './properties/faithful-rows.js';
import { fencedClaim } from './properties/fenced-claim.js';
import { fencedCommit } from './properties/fenced-commit.js';
import { ingressOnce } from './properties/ingress-once.js';
import { inputsOnce } from './properties/inputs-once.js';
import { linearizable } from './properties/linearizable.js';
import { oneLiveHolder } from './properties/one-live-holder.js';
import { oneReclaimer } from './properties/one-reclaimer.js';
import { replayedCommits } from './properties/replayed-commits.js';
import { risingFences } from './properties/rising-fences.js';
import { risingTurns } from './properties/rising-turns.js';
import { supersededClaims } from './properties/superseded-claims.js';
import { workOnce } from './properties/work-once.js';
import type { Property } from './property.js';

export const SESSION_PROPERTIES: readonly Property[] = [
  oneLiveHolder,
  risingFences,
  oneReclaimer,
  fencedClaim,
  fencedCommit,
  contiguousRevisions,
  risingTurns,
  replayedCommits,
  workOnce,
  supersededClaims,
  faithfulRows,
  inputsOnce,
  ingressOnce,
  cancelOrClaim,
  linearizable,
  contention,
];
