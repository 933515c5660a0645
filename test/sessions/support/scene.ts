// A store in memory on a clock that stands still, and drafts and owners to call it with.

import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import type { Operations } from '../../../src/sessions/operation.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import type { Answer, SyncSessionStore } from '../../../src/sessions/store.js';
import type {
  CommitRequest,
  InputDraft,
  Lease,
  Owner,
  WorkDraft,
} from '../../../src/sessions/terms.js';

export const SESSION = 's1';
export const TTL_MS = 1_000;

export interface SessionScene {
  readonly store: SyncSessionStore;
  readonly clock: ManualClock;
  /** Owners by id of whom it is known that they are dead. */
  readonly dead: Set<string>;
}

export function sceneOf(operations?: Operations): SessionScene {
  const clock = new ManualClock();
  const dead = new Set<string>();
  const processes = { isDefinitelyDead: ({ owner_id }: Owner) => dead.has(owner_id) };
  const store = createMemoryStore({ clock, processes, ...(operations && { operations }) });
  return { store, clock, dead };
}

export function ownerOf(owner_id: string, incarnation_id = `${owner_id}-1`): Owner {
  return { owner_id, incarnation_id, liveness: { type: 'opaque' } };
}

/** @throws Error where the answer is an error. */
export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** The code of the error; `none` where there is none. */
export function codeOf(answer: Answer<unknown>): string {
  return answer.ok ? 'none' : answer.error.code;
}

/** @throws Error where somebody else holds it. */
export function claimedBy(store: SyncSessionStore, owner: Owner, session_id = SESSION): Lease {
  const claimed = valueOf(store.tryClaimLease({ session_id, owner, ttl_ms: TTL_MS }));
  if (claimed.type === 'busy') throw new Error(`busy: ${claimed.holder?.owner_id ?? 'nobody'}`);
  return claimed.lease;
}

export function turnWork(changes: Partial<WorkDraft> = {}): WorkDraft {
  return {
    subject: { class: 'turn_work', work: 'process_wake' },
    delivery: 'earliest_safe_boundary',
    slot: { type: 'exclusive' },
    payload: null,
    ...changes,
  };
}

export function command(changes: Partial<WorkDraft> = {}): WorkDraft {
  const subject = { class: 'session_command', command: 'reset_session' } as const;
  return turnWork({ subject, ...changes });
}

export function joining(merge_key: string, changes: Partial<WorkDraft> = {}): WorkDraft {
  return turnWork({ slot: { type: 'join', merge_key }, ...changes });
}

export function nextTurnInput(payload: string, source_key: string | null = null): InputDraft {
  return { target: { type: 'next_turn' }, payload, source_key };
}

export function activeInput(
  payload: string,
  turn_index: number,
  min_boundary: 'after_work' | 'before_completion' = 'after_work',
): InputDraft {
  return { target: { type: 'active_turn', turn_index, min_boundary }, payload, source_key: null };
}

export function commitOf(fence: number, changes: Partial<CommitRequest> = {}): CommitRequest {
  return {
    commit_id: 'c1',
    fence,
    turn_index: 1,
    state: { said: 'hello' },
    defers: null,
    completes: { work: [], inputs: [] },
    releases_lease: true,
    ...changes,
  };
}
