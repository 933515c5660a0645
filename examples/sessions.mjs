// Two workers and one session. The first dies in the middle of its turn; the second takes over, and what the first
// one says afterwards is refused. Run it where mergestorm is installed:
//
//   node sessions.mjs

import { createMemoryStore } from 'mergestorm/sessions';

const session_id = 'thread-42';
const dead = new Set();
const store = createMemoryStore({
  // A real worker tells how its process can be looked up: `liveness: ourLiveness()`.
  processes: { isDefinitelyDead: ({ owner_id }) => dead.has(owner_id) },
});
const ownerOf = (owner_id) => ({
  owner_id,
  incarnation_id: `${owner_id}-1`,
  liveness: { type: 'opaque' },
});

function valueOf(answer) {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** A turn: claim what is ready, then commit it. */
function begin(fence) {
  return valueOf(store.claimReadyWork({ session_id, fence, boundary: 'idle', max: 10 }));
}

function end(fence, claims, state) {
  const work = claims.map((claim) => ({ work_id: claim.work.work_id, fence: claim.fence }));
  const completes = { work, inputs: [] };
  const request = { commit_id: `turn of fence ${fence}`, fence, turn_index: 1, state, completes };
  return store.commit({
    session_id,
    request: { ...request, defers: null, releases_lease: true },
  });
}

const draft = {
  subject: { class: 'turn_work', work: 'process_wake' },
  delivery: 'earliest_safe_boundary',
  slot: { type: 'exclusive' },
  payload: { reason: 'timer' },
};
valueOf(store.enqueueWork({ session_id, draft }));

const ttl_ms = 30_000;
const first = valueOf(store.tryClaimLease({ session_id, owner: ownerOf('first'), ttl_ms }));
const claims = begin(first.lease.fence);
console.log('first holds fence', first.lease.fence, 'and work', claims[0].work.work_id);

const busy = valueOf(store.tryClaimLease({ session_id, owner: ownerOf('second'), ttl_ms }));
console.log('second is told:', busy.type, 'held by', busy.holder.owner_id);

dead.add('first');
const claimant = ownerOf('second');
const taken = valueOf(
  store.reclaimLease({ session_id, claimant, observed_fence: busy.fence, ttl_ms }),
);
console.log('second reclaims with fence', taken.lease.fence);

const late = end(first.lease.fence, claims, { by: 'first' });
console.log('first commits late:', late.ok ? 'accepted' : late.error.code);

const again = begin(taken.lease.fence);
const committed = valueOf(end(taken.lease.fence, again, { by: 'second' }));
console.log('second commits revision', committed.revision, 'with work', again[0].work.work_id);
console.log('state:', JSON.stringify(valueOf(store.readState({ session_id })).state));
