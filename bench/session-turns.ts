// Turns of one session through a store: a lease is claimed, state is committed, the lease is given back.

import type { Answer, SyncSessionStore } from '../dist/sessions/store.js';
import type { Owner } from '../dist/sessions/terms.js';

const TTL_MS = 60_000;
const OWNER: Owner = { owner_id: 'a', incarnation_id: 'a1', liveness: { type: 'opaque' } };

/** Claims and commits, and completes whatever work is ready. @throws Error where the store refuses. */
export function turn(store: SyncSessionStore, session_id: string, index: number): void {
  const fence = claim(store, session_id);
  valueOf(store.commit({ session_id, request: requestOf(fence, index) }));
}

/** The same with one batch enqueued, claimed and completed. */
export function workingTurn(store: SyncSessionStore, session_id: string, index: number): void {
  const draft = {
    subject: { class: 'turn_work', work: 'process_wake' },
    delivery: 'earliest_safe_boundary',
    slot: { type: 'exclusive' },
    payload: null,
  } as const;
  valueOf(store.enqueueWork({ session_id, draft }));
  const fence = claim(store, session_id);
  const claims = valueOf(store.claimReadyWork({ session_id, fence, boundary: 'idle', max: 10 }));
  const work = claims.map((claimed) => ({ work_id: claimed.work.work_id, fence }));
  const completes = { work, inputs: [] };
  valueOf(store.commit({ session_id, request: { ...requestOf(fence, index), completes } }));
}

function claim(store: SyncSessionStore, session_id: string): number {
  const claimed = valueOf(store.tryClaimLease({ session_id, owner: OWNER, ttl_ms: TTL_MS }));
  if (claimed.type === 'busy') throw new Error(`session ${session_id} is busy`);
  return claimed.lease.fence;
}

function requestOf(fence: number, index: number) {
  return {
    commit_id: `turn ${index}`,
    fence,
    turn_index: index,
    state: { turn: 1 },
    defers: null,
    completes: { work: [], inputs: [] },
    releases_lease: true,
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}
