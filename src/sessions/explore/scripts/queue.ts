// Races for the queue: two threads of one holder, and two holders that both go through a whole turn.

import type { Owner } from '../../terms.js';
import type { Exploration, Script, Stage } from '../exploration.js';
import type { Steps } from '../steps.js';
import {
  ANN,
  BEN,
  COMMAND,
  LONG_MS,
  SESSION,
  SHORT_MS,
  claimed,
  commitOf,
  drain,
  fenceIn,
  inputOf,
  referencesOf,
  workOf,
} from './cast.js';

export const claimAgainstClaimOfWork: Exploration = {
  name: 'two threads of one holder drain a queue',
  before: function* ({ store }) {
    yield* store.tryClaimLease({ ...SESSION, owner: ANN, ttl_ms: LONG_MS });
    yield* store.enqueueWork({ ...SESSION, draft: workOf('first') });
  },
  workers: [
    claimAndComplete,
    claimAndComplete,
    function* ({ store }) {
      yield* store.enqueueWork({ ...SESSION, draft: workOf('second') });
      yield* store.enqueueWork({ ...SESSION, draft: workOf('third') });
    },
  ],
  after: drain,
  exercises: ['claimed-once', 'completed-once', 'no-work-lost'],
};

/** Whoever does not get the lease goes on as if it had: everything it does must be refused. */
export const turnAgainstTurn: Exploration = {
  name: 'a turn of six steps against another',
  before: function* ({ store }) {
    yield* store.enqueueWork({ ...SESSION, draft: COMMAND });
    yield* store.enqueueWork({ ...SESSION, draft: workOf('work') });
    yield* store.submitInput({ ...SESSION, draft: inputOf('key', 'payload') });
  },
  workers: [wholeTurn(ANN), wholeTurn(BEN)],
  after: drain,
  exercises: [
    'one-live-holder',
    'fenced-commit',
    'refused-changes-nothing',
    'claimed-once',
    'completed-once',
    'no-work-lost',
    'commit-once',
  ],
};

/** The lease may run out, and another take it over, between any two steps of a turn. */
export const turnAgainstTakeover: Exploration = {
  name: 'a turn of six steps against expiry and takeover',
  before: turnAgainstTurn.before,
  workers: [
    wholeTurn(ANN),
    function* ({ world }) {
      yield* world.pass(SHORT_MS);
    },
    function* ({ store }) {
      const observed = { ...SESSION, claimant: BEN, observed_fence: 1 };
      const fence = fenceIn(yield* store.reclaimLease({ ...observed, ttl_ms: LONG_MS })) ?? 2;
      yield* store.claimLeadingCommand({ ...SESSION, fence });
      yield* store.commit(commitOf(BEN.owner_id, fence));
    },
  ],
  after: drain,
  exercises: turnAgainstTurn.exercises,
};

const wanted = { ...SESSION, fence: 1, boundary: 'idle' } as const;

function* claimAndComplete({ store }: Stage): Steps<void> {
  const claims = claimed(yield* store.claimReadyWork({ ...wanted, max: 2 }));
  yield* store.completeWork({ ...SESSION, claims: referencesOf(claims) });
}

function wholeTurn(owner: Owner): Script {
  return function* ({ store }) {
    const granted = yield* store.tryClaimLease({ ...SESSION, owner, ttl_ms: SHORT_MS });
    const fence = fenceIn(granted) ?? 1;
    const command = yield* store.claimLeadingCommand({ ...SESSION, fence });
    const batches = claimed(yield* store.claimReadyWork({ ...wanted, fence, max: 10 }));
    yield* store.checkpoint({ ...SESSION, request: commitOf('', fence).request });
    const commands = command.ok && command.value ? [command.value] : [];
    const work = referencesOf([...commands, ...batches]);
    yield* store.commit(commitOf(owner.owner_id, fence, { completes: { work, inputs: [] } }));
    yield* store.releaseLease({ ...SESSION, fence });
  };
}
