// Which file plays which phase.

import type { Phase, PhaseType } from '../phase.js';
import type { Stage } from '../stage.js';
import { playCheckpoint } from './checkpoint.js';
import { playLeadingCommandClaim, playNextTurnInputClaim, playTurnWorkClaim } from './claims.js';
import { playCommit } from './commit.js';
import { playCommitAfterRelease, playStaleCompletion } from './faults.js';
import { playIngress } from './ingress.js';
import type { Player } from './player.js';
import { playReclaimDeadHolder } from './reclaim-dead-holder.js';

const PLAYERS: { readonly [T in PhaseType]: Player<T> } = {
  ingress: playIngress,
  checkpoint: playCheckpoint,
  leading_command_claim: playLeadingCommandClaim,
  turn_work_claim: playTurnWorkClaim,
  next_turn_input_claim: playNextTurnInputClaim,
  reclaim_dead_holder: playReclaimDeadHolder,
  stale_completion: playStaleCompletion,
  commit_after_release: playCommitAfterRelease,
  commit: playCommit,
};

/** Does what the phase does. @throws Unmet */
export async function playPhase(stage: Stage, phase: Phase): Promise<void> {
  const play = PLAYERS[phase.type] as (stage: Stage, phase: Phase) => Promise<void>;
  await play(stage, phase);
}
