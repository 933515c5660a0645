// Every check. One file and one entry here add one.

import type { Check } from '../check.js';
import { attribution } from './attribution.js';
import { conservation } from './conservation.js';
import { contention } from './contention.js';
import { convergence } from './convergence.js';
import { coordination } from './coordination.js';
import { corruption } from './corruption.js';
import { escalation } from './escalation.js';
import { faults } from './faults.js';
import { identity } from './identity.js';
import { quiescence } from './quiescence.js';
import { survival } from './survival.js';

export const CHECKS: readonly Check[] = [
  convergence,
  survival,
  escalation,
  attribution,
  conservation,
  contention,
  quiescence,
  faults,
  identity,
  corruption,
  coordination,
];

/** Those that a replayed history can be asked again. */
export const STATE_CHECKS: readonly Check[] = CHECKS.filter(
  ({ looks_at }) => looks_at !== 'surroundings',
);
