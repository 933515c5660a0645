// Races for a commit: against the end of its lease, against itself, against the next holder.

import type { Owner } from '../../terms.js';
import type { Exploration, Script } from '../exploration.js';
import {
  ANN,
  BEN,
  LONG_MS,
  SESSION,
  SHORT_MS,
  claimed,
  commitOf,
  drain,
  fenceIn,
  nothing,
  referencesOf,
  workOf,
} from './cast.js';

export const commitAgainstExpiry: Exploration = {
  name: 'commit against expiry and the next claim',
  before: nothing,
  workers: [
    claimAndCommit(ANN),
    function* ({ world }) {
      yield* world.pass(SHORT_MS - 1);
      yield* world.pass(1);
    },
    claimAndCommit(BEN),
  ],
  after: nothing,
  exercises: ['fenced-commit', 'refused-changes-nothing', 'commit-once'],
};

export const completionAgainstTakeover: Exploration = {
  name: 'completion against takeover',
  before: function* ({ store }) {
    yield* store.tryClaimLease({ ...SESSION, owner: ANN, ttl_ms: SHORT_MS });
    yield* store.enqueueWork({ ...SESSION, draft: workOf('first') });
    yield* store.enqueueWork({ ...SESSION, draft: workOf('second') });
  },
  workers: [
    claimAndComplete('ann', 1),
    function* ({ world }) {
      yield* world.pass(SHORT_MS);
    },
    function* (stage) {
      const wanted = { ...SESSION, claimant: BEN, observed_fence: 1, ttl_ms: LONG_MS };
      const fence = fenceIn(yield* stage.store.reclaimLease(wanted));
      if (fence !== null) yield* claimAndComplete('ben', fence)(stage);
    },
  ],
  after: drain,
  exercises: [
    'completed-once',
    'claimed-once',
    'no-work-lost',
    'refused-changes-nothing',
    'fenced-commit',
  ],
};

export const commitAgainstItself: Exploration = {
  name: 'one commit sent twice against another of its name',
  before: function* ({ store }) {
    yield* store.tryClaimLease({ ...SESSION, owner: ANN, ttl_ms: LONG_MS });
  },
  workers: [
    function* ({ store }) {
      yield* store.commit(commitOf('one', 1));
      yield* store.commit(commitOf('two', 1));
    },
    function* ({ store }) {
      yield* store.commit(commitOf('one', 1));
      yield* store.checkpoint({ ...SESSION, request: commitOf('', 1, { state: 'kept' }).request });
    },
    function* ({ store }) {
      yield* store.commit(commitOf('one', 1, { state: 'other' }));
      yield* store.commit(commitOf('late', 1, { turn_index: 0 }));
    },
  ],
  after: nothing,
  exercises: ['commit-once', 'refused-changes-nothing'],
};

function claimAndCommit(owner: Owner): Script {
  return function* ({ store }) {
    const wanted = { ...SESSION, owner, ttl_ms: SHORT_MS };
    const fence = fenceIn(yield* store.tryClaimLease(wanted));
    if (fence === null) return;
    yield* store.checkpoint({ ...SESSION, request: commitOf('', fence).request });
    yield* store.commit(commitOf(owner.owner_id, fence));
  };
}

/** One row by itself, then the rest with the commit. */
function claimAndComplete(commit_id: string, fence: number): Script {
  return function* ({ store }) {
    const wanted = { ...SESSION, fence, boundary: 'idle', max: 2 } as const;
    const [first, ...rest] = referencesOf(claimed(yield* store.claimReadyWork(wanted)));
    if (!first) return;
    yield* store.completeWork({ ...SESSION, claims: [first] });
    yield* store.commit(commitOf(commit_id, fence, { completes: { work: rest, inputs: [] } }));
  };
}
