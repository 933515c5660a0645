// What agents do to a session without its lease: bring work and inputs, take inputs back, and, held up for long,
// act on claims that may be over.

import type { Asking } from '../asking.js';
import { ask } from '../asking.js';
import type { Remains } from '../desk.js';
import type { ActCarrier } from './act.js';

export const enqueueWork: ActCarrier<'enqueue_work'> = function* (_, { session_id }, { draft }) {
  yield* ask('enqueueWork', { session_id, draft });
  return 'go_on';
};

export const submitInput: ActCarrier<'submit_input'> = function* (_, { session_id }, { draft }) {
  yield* ask('submitInput', { session_id, draft });
  return 'go_on';
};

export const cancelInput: ActCarrier<'cancel_input'> = function* (_, { session_id }, { pick }) {
  const pending = yield* ask('pendingInputs', { session_id });
  const inputs = pending.ok ? pending.value : [];
  const chosen = inputs[pick % Math.max(inputs.length, 1)];
  if (chosen) yield* ask('cancelInput', { session_id, input_id: chosen.input_id });
  return 'go_on';
};

/** All of it is refused, unless nobody has taken the lease over yet. */
export const haunt: ActCarrier<'haunt'> = function* (desk) {
  const { remains } = desk;
  desk.remains = null;
  if (remains) yield* hauntWith(remains);
  return 'go_on';
};

function* hauntWith({ holding, request }: Remains): Asking<void> {
  const { session_id, fence, work, turn_index, inputs } = holding;
  if (request) yield* ask('commit', { session_id, request });
  if (work.length > 0) yield* ask('completeWork', { session_id, claims: work.slice(0, 1) });
  const late = {
    commit_id: `late-${session_id}-${fence}`,
    ...{ fence, turn_index, state: { late: fence }, defers: null },
    completes: { work: work.slice(1), inputs },
    releases_lease: true,
  };
  if (!request) yield* ask('commit', { session_id, request: late });
  yield* ask('releaseLease', { session_id, fence });
}
