// The scenarios, in the order in which they are listed and run.

import { activeCheckpointProcessWakeClaim } from './named/active-checkpoint-process-wake-claim.js';
import { checkpointRedriveCancel } from './named/checkpoint-redrive-cancel.js';
import { commandBeforeTurnWork } from './named/command-before-turn-work.js';
import { commandOnlyQueueDrain } from './named/command-only-queue-drain.js';
import { deadSessionLeaseReclaim } from './named/dead-session-lease-reclaim.js';
import { observationReplayPreservesLiveTurnInput } from './named/observation-replay-preserves-live-turn-input.js';
import { queuedTurnInputCompletion } from './named/queued-turn-input-completion.js';
import { queuedWorkClaimKeepsPendingNextTurnInput } from './named/queued-work-claim-keeps-pending-next-turn-input.js';
import { sessionLeaseReleaseFault } from './named/session-lease-release-fault.js';
import type { RegisteredScenario } from './registered.js';

export const SCENARIOS: readonly RegisteredScenario[] = [
  commandBeforeTurnWork,
  commandOnlyQueueDrain,
  queuedWorkClaimKeepsPendingNextTurnInput,
  activeCheckpointProcessWakeClaim,
  queuedTurnInputCompletion,
  observationReplayPreservesLiveTurnInput,
  checkpointRedriveCancel,
  sessionLeaseReleaseFault,
  deadSessionLeaseReclaim,
];

export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(({ scenario }) => scenario.name);
