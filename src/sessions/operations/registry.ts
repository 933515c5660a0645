// All operations as they should be, each behind the check of its arguments.

import type { Operation, Operations } from '../operation.js';
import type { StoreMethod } from '../store.js';
import { refused } from './answers.js';
import { ARGUMENT_CHECKS } from './arguments.js';
import { cancelInput, claimInputs, pendingInputs, submitInput } from './inputs.js';
import { inspectLease, reclaimLease, releaseLease, renewLease, tryClaimLease } from './lease.js';
import { checkpoint, commit, readState } from './saving.js';
import {
  claimLeadingCommand,
  claimReadyWork,
  completeWork,
  enqueueWork,
  openWork,
} from './work.js';

export const correctOperations: Operations = {
  tryClaimLease: checked('tryClaimLease', tryClaimLease),
  renewLease: checked('renewLease', renewLease),
  reclaimLease: checked('reclaimLease', reclaimLease),
  releaseLease: checked('releaseLease', releaseLease),
  inspectLease: checked('inspectLease', inspectLease),
  enqueueWork: checked('enqueueWork', enqueueWork),
  claimLeadingCommand: checked('claimLeadingCommand', claimLeadingCommand),
  claimReadyWork: checked('claimReadyWork', claimReadyWork),
  completeWork: checked('completeWork', completeWork),
  openWork: checked('openWork', openWork),
  submitInput: checked('submitInput', submitInput),
  claimInputs: checked('claimInputs', claimInputs),
  pendingInputs: checked('pendingInputs', pendingInputs),
  cancelInput: checked('cancelInput', cancelInput),
  checkpoint: checked('checkpoint', checkpoint),
  commit: checked('commit', commit),
  readState: checked('readState', readState),
};

/** The methods, for whoever goes through them all. */
export const STORE_METHODS = Object.keys(correctOperations) as readonly StoreMethod[];

function checked<M extends StoreMethod>(method: M, operation: Operation<M>): Operation<M> {
  const faultOf = ARGUMENT_CHECKS[method];
  return (scene, args) => {
    const fault = faultOf(args);
    if (fault === null) return operation(scene, args);
    return refused({ code: 'InvalidArgument', message: `${method}: ${fault}` });
  };
}
