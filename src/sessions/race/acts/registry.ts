// Every act and what carries it out.

import type { Asking } from '../asking.js';
import type { Desk } from '../desk.js';
import type { Act, ActType, TurnPlan } from '../turn-plan.js';
import type { ActCarrier, ActCarriers, ActEnd } from './act.js';
import { abandon, commit, commitAfterRelease, commitDying } from './ending.js';
import {
  checkpoint,
  claimActiveInputs,
  claimNextInputs,
  claimWork,
  completeHalf,
  drainCommands,
  submitActiveInput,
} from './holding.js';
import { renewLease, takeLease } from './lease.js';
import { cancelInput, enqueueWork, haunt, submitInput } from './outside.js';

const ACTS: ActCarriers = {
  enqueue_work: enqueueWork,
  submit_input: submitInput,
  cancel_input: cancelInput,
  haunt,
  take_lease: takeLease,
  renew_lease: renewLease,
  drain_commands: drainCommands,
  claim_work: claimWork,
  claim_next_inputs: claimNextInputs,
  claim_active_inputs: claimActiveInputs,
  submit_active_input: submitActiveInput,
  checkpoint,
  complete_half: completeHalf,
  commit,
  commit_after_release: commitAfterRelease,
  abandon,
  commit_dying: commitDying,
};

/** The compiler does not see that an act meets the carrier of its own type. */
export function carryOut(desk: Desk, turn: TurnPlan, act: Act): Asking<ActEnd> {
  return (ACTS[act.type] as ActCarrier<ActType>)(desk, turn, act);
}
