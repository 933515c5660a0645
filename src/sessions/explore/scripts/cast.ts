// Who takes part in explorations and what they pass around. Ids of rows are known beforehand: the first row of a
// store is 1.

import type { Json } from '../../../model/json.js';
import type { Answer, ClaimedLease } from '../../store.js';
import type { CommitRequest, InputDraft, Owner, WorkClaim, WorkDraft } from '../../terms.js';
import type { Stage } from '../exploration.js';
import type { Steps } from '../steps.js';

export const SESSION = { session_id: 'session' } as const;

/** Of a lease that ends within an exploration. */
export const SHORT_MS = 10;
export const LONG_MS = 1_000_000;

export const ANN = ownerOf('ann');
export const BEN = ownerOf('ben');
export const CAT = ownerOf('cat');

/** A process that can be looked up, so that it can be found dead. */
function ownerOf(owner_id: string): Owner {
  const process = { host: 'host', boot_id: 'boot', pid: 1, started: '1' };
  const liveness = { type: 'local_process', ...process } as const;
  return { owner_id, incarnation_id: `${owner_id}-1`, liveness };
}

export function* nothing(): Steps<void> {
  // A script of no steps.
}

/** The fence that was granted; null: the lease was busy. */
export function fenceIn(answer: Answer<ClaimedLease>): number | null {
  return answer.ok && answer.value.type === 'acquired' ? answer.value.lease.fence : null;
}

/** Joins whatever is queued beside it. */
export function workOf(payload: Json): WorkDraft {
  return {
    subject: { class: 'turn_work', work: 'process_wake' },
    delivery: 'earliest_safe_boundary',
    slot: { type: 'join', merge_key: 'wake' },
    payload,
  };
}

export const COMMAND: WorkDraft = {
  ...workOf(null),
  subject: { class: 'session_command', command: 'reset_session' },
  slot: { type: 'exclusive' },
};

export function inputOf(source_key: string | null, payload: Json): InputDraft {
  return { target: { type: 'next_turn' }, payload, source_key };
}

/** A commit of nothing but state, which keeps the lease. */
export function commitOf(
  commit_id: string,
  fence: number,
  changes: Partial<CommitRequest> = {},
): { readonly session_id: string; readonly request: CommitRequest } {
  const completes = { work: [], inputs: [] };
  const empty = { turn_index: 1, state: commit_id, defers: null, releases_lease: false, completes };
  return { ...SESSION, request: { ...empty, commit_id, fence, ...changes } };
}

export function claimed(answer: Answer<readonly WorkClaim[]>): readonly WorkClaim[] {
  return answer.ok ? answer.value : [];
}

export function referencesOf(claims: readonly WorkClaim[]) {
  return claims.map(({ work, fence }) => ({ work_id: work.work_id, fence }));
}

/** Whoever comes when every lease has run out completes what is left, and looks at the queue. */
export function* drain({ store, world }: Stage): Steps<void> {
  yield* world.pass(LONG_MS * 10);
  const fence = fenceIn(yield* store.tryClaimLease({ ...SESSION, owner: CAT, ttl_ms: LONG_MS }));
  if (fence === null) return;
  const wanted = { ...SESSION, fence, boundary: 'idle', max: 100 } as const;
  const claims = claimed(yield* store.claimReadyWork(wanted));
  yield* store.completeWork({ ...SESSION, claims: referencesOf(claims) });
  yield* store.openWork(SESSION);
}
