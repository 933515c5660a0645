// Races for a turn input: its submission, its cancellation, its claim.

import type { Json } from '../../../model/json.js';
import type { Exploration, Script, Stage } from '../exploration.js';
import type { Steps } from '../steps.js';
import { ANN, LONG_MS, SESSION, SHORT_MS, commitOf, inputOf, nothing } from './cast.js';

export const cancelAgainstClaim: Exploration = {
  name: 'cancel against claim',
  before: leaseAndInput(SHORT_MS),
  workers: [
    claimAndCommitInputs,
    function* ({ store }) {
      yield* store.cancelInput({ ...SESSION, input_id: 1 });
      yield* store.cancelInput({ ...SESSION, input_id: 1 });
    },
    function* ({ world }) {
      yield* world.pass(SHORT_MS);
    },
  ],
  after: nothing,
  exercises: ['cancel-or-claim', 'refused-changes-nothing'],
};

export const submitAgainstSubmit: Exploration = {
  name: 'submit against submit',
  before: nothing,
  workers: [
    submitAll(['key', 'same'], ['key', 'same']),
    submitAll(['key', 'same'], ['key', 'changed']),
    submitAll(['other key', 'same'], [null, 'same']),
  ],
  after: nothing,
  exercises: ['ingress-once', 'refused-changes-nothing'],
};

export const submitAgainstCompletion: Exploration = {
  name: 'submit again against completion',
  before: leaseAndInput(LONG_MS),
  workers: [
    claimAndCommitInputs,
    submitAll(['key', 'payload'], ['key', 'changed'], ['key', 'payload']),
  ],
  after: nothing,
  exercises: ['ingress-once', 'cancel-or-claim'],
};

function leaseAndInput(ttl_ms: number): Script {
  return function* ({ store }) {
    yield* store.tryClaimLease({ ...SESSION, owner: ANN, ttl_ms });
    yield* store.submitInput({ ...SESSION, draft: inputOf('key', 'payload') });
  };
}

function* claimAndCommitInputs({ store }: Stage): Steps<void> {
  const selection = { type: 'next_turn' } as const;
  const answer = yield* store.claimInputs({ ...SESSION, fence: 1, selection, max: 10 });
  const claims = answer.ok ? answer.value : [];
  const inputs = claims.map(({ input, fence }) => ({ input_id: input.input_id, fence }));
  yield* store.pendingInputs(SESSION);
  yield* store.commit(commitOf('one', 1, { completes: { work: [], inputs } }));
}

function submitAll(...submissions: readonly (readonly [string | null, Json])[]): Script {
  return function* ({ store }) {
    for (const [source_key, payload] of submissions) {
      yield* store.submitInput({ ...SESSION, draft: inputOf(source_key, payload) });
    }
  };
}
