// Races for the lease itself.

import type { Owner } from '../../terms.js';
import type { Exploration, Script } from '../exploration.js';
import { ANN, BEN, CAT, LONG_MS, SESSION, SHORT_MS, commitOf, fenceIn, nothing } from './cast.js';

const HOUR_MS = 3_600_000;

export const claimAgainstClaim: Exploration = {
  name: 'claim against claim',
  before: nothing,
  workers: [ANN, BEN, CAT].map(claimAndRelease),
  after: nothing,
  exercises: ['one-live-holder', 'rising-fences'],
};

export const claimAgainstRelease: Exploration = {
  name: 'claim against release',
  before: nothing,
  workers: [ANN, BEN].map(comeTwice),
  after: nothing,
  exercises: ['one-live-holder', 'rising-fences', 'own-release'],
};

export const staleReleaseAgainstClaim: Exploration = {
  name: 'stale release against claim',
  before: claimOnce(ANN, SHORT_MS),
  workers: [
    function* ({ store }) {
      yield* store.releaseLease({ ...SESSION, fence: 1 });
      yield* store.releaseLease({ ...SESSION, fence: 1 });
    },
    function* ({ world }) {
      yield* world.pass(SHORT_MS);
    },
    claimRenewRelease(BEN),
  ],
  after: nothing,
  exercises: ['own-release', 'rising-fences'],
};

export const reclaimAgainstReclaim: Exploration = {
  name: 'reclaim against reclaim',
  before: function* ({ store, world }) {
    yield* store.tryClaimLease({ ...SESSION, owner: ANN, ttl_ms: LONG_MS });
    yield* world.die(ANN);
  },
  workers: [
    reclaimTurn(BEN),
    reclaimTurn(CAT),
    claimRenewRelease({ ...ANN, incarnation_id: 'ann-2' }),
  ],
  after: nothing,
  exercises: ['one-reclaimer', 'one-live-holder', 'rising-fences', 'fenced-commit'],
};

export const leaseAgainstWallClock: Exploration = {
  name: 'lease against the clock on the wall',
  before: nothing,
  workers: [
    claimRenewRelease(ANN),
    function* ({ world }) {
      yield* world.setWall(HOUR_MS);
      yield* world.setWall(-2 * HOUR_MS);
    },
    claimRenewRelease(BEN),
  ],
  after: nothing,
  exercises: ['one-live-holder', 'rising-fences'],
};

function claimOnce(owner: Owner, ttl_ms: number): Script {
  return function* ({ store }) {
    yield* store.tryClaimLease({ ...SESSION, owner, ttl_ms });
  };
}

function claimRenewRelease(owner: Owner): Script {
  return function* ({ store }) {
    const wanted = { ...SESSION, owner, ttl_ms: SHORT_MS };
    const fence = fenceIn(yield* store.tryClaimLease(wanted));
    if (fence === null) return;
    yield* store.renewLease({ ...SESSION, fence, ttl_ms: SHORT_MS });
    yield* store.releaseLease({ ...SESSION, fence });
  };
}

function claimAndRelease(owner: Owner): Script {
  return function* ({ store }) {
    const wanted = { ...SESSION, owner, ttl_ms: SHORT_MS };
    const fence = fenceIn(yield* store.tryClaimLease(wanted));
    if (fence !== null) yield* store.releaseLease({ ...SESSION, fence });
  };
}

function comeTwice(owner: Owner): Script {
  return function* (stage) {
    yield* claimRenewRelease(owner)(stage);
    yield* claimRenewRelease(owner)(stage);
  };
}

/** Takes over from the first holder, leaves something behind, and goes. */
function reclaimTurn(claimant: Owner): Script {
  return function* ({ store }) {
    const wanted = { ...SESSION, claimant, observed_fence: 1, ttl_ms: LONG_MS };
    const fence = fenceIn(yield* store.reclaimLease(wanted));
    if (fence === null) return;
    yield* store.commit(commitOf(claimant.owner_id, fence, { releases_lease: true }));
  };
}
