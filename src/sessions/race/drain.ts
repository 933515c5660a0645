// After the race: one last agent takes over every session and completes whatever is still there, so that what is
// missing then was lost. Everybody else is dead by now.

import type { Answer, LeaseView, SyncSessionStore } from '../store.js';
import type { SessionFinal } from '../history.js';
import type { InputReference, Owner, TurnInput, WorkClaim, WorkReference } from '../terms.js';
import { ask, pause } from './asking.js';
import type { Asking } from './asking.js';
import { fenceOf } from './desk.js';

/** Nobody disturbs it: its own leases need not end soon. */
const DRAIN_TTL_MS = 600_000;
const BATCH = 1_000;
/** Holders of whom nothing can be known are waited for, a quarter of a time to live at a time. */
const MOST_WAITS = 40;
/** More batches than any race makes; a store that claims the same row again and again is left alone. */
const MOST_BATCHES = 100_000;

export interface DrainOptions {
  readonly sessions: readonly string[];
  readonly owner: Owner;
  /** Of the leases that agents took. */
  readonly ttl_ms: number;
}

export function* drainSessions(options: DrainOptions): Asking<void> {
  for (const session_id of options.sessions) {
    const fence = yield* takeOver(session_id, options);
    if (fence !== null) yield* empty(session_id, fence);
  }
}

/**
 * Null where a holder would not go. Nobody is asked for a lease that is certainly held: what the drain asks for is
 * not to pass for contention.
 */
function* takeOver(session_id: string, options: DrainOptions): Asking<number | null> {
  for (let attempt = 0; attempt < MOST_WAITS; attempt += 1) {
    const seen = yield* ask('inspectLease', { session_id });
    if (seen.ok && !mustExpire(seen.value)) {
      const fence = yield* takeFrom(session_id, seen.value, options);
      if (fence !== null) return fence;
    }
    yield* pause(options.ttl_ms / 4);
  }
  return null;
}

/** Of whoever does not say where it lives nothing can be known; everybody else is dead. */
function mustExpire({ live, lease }: LeaseView): boolean {
  return live && lease?.owner.liveness.type === 'opaque';
}

function* takeFrom(
  session_id: string,
  { fence: observed_fence, live }: LeaseView,
  { owner }: DrainOptions,
): Asking<number | null> {
  const ttl_ms = DRAIN_TTL_MS;
  const answer = live
    ? yield* ask('reclaimLease', { session_id, claimant: owner, observed_fence, ttl_ms })
    : yield* ask('tryClaimLease', { session_id, owner, ttl_ms });
  return fenceOf(answer);
}

function* empty(session_id: string, fence: number): Asking<void> {
  const turn_index = yield* deferActive(session_id, fence);
  const work = yield* claimAllWork(session_id, fence);
  const inputs = yield* claimAllInputs(session_id, fence);
  const request = {
    commit_id: `drain-${session_id}-${fence}`,
    ...{ fence, turn_index, state: { drained: true }, defers: null },
    completes: { work, inputs },
    releases_lease: true,
  };
  yield* ask('commit', { session_id, request });
}

/** Inputs of turns that nobody is in any more wait for the next one, from now on. Answers with the turn's index. */
function* deferActive(session_id: string, fence: number): Asking<number> {
  const state = yield* ask('readState', { session_id });
  const turn_index = state.ok ? (state.value?.turn_index ?? 0) : 0;
  const pending = yield* ask('pendingInputs', { session_id });
  for (const defers of activeTurns(pending.ok ? pending.value : [])) {
    const request = { fence, turn_index, state: { draining: defers }, defers };
    yield* ask('checkpoint', { session_id, request });
  }
  return turn_index;
}

function activeTurns(inputs: readonly TurnInput[]): ReadonlySet<number> {
  const turns = inputs.flatMap(({ target }) =>
    target.type === 'active_turn' ? [target.turn_index] : [],
  );
  return new Set(turns);
}

function* claimAllWork(session_id: string, fence: number): Asking<WorkReference[]> {
  const claims: WorkReference[] = [];
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const found = yield* claimBatch(session_id, fence);
    if (found.length === 0) break;
    claims.push(...found.map(({ work }) => ({ work_id: work.work_id, fence })));
  }
  return claims;
}

/** The command at the head, or what stands there without one. */
function* claimBatch(session_id: string, fence: number): Asking<readonly WorkClaim[]> {
  const command = yield* ask('claimLeadingCommand', { session_id, fence });
  if (command.ok && command.value) return [command.value];
  const terms = { session_id, fence, boundary: 'idle', max: BATCH } as const;
  const ready = yield* ask('claimReadyWork', terms);
  return ready.ok ? ready.value : [];
}

function* claimAllInputs(session_id: string, fence: number): Asking<InputReference[]> {
  const claims: InputReference[] = [];
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const selection = { type: 'next_turn' } as const;
    const claimed = yield* ask('claimInputs', { session_id, fence, selection, max: BATCH });
    if (!claimed.ok || claimed.value.length === 0) break;
    claims.push(...claimed.value.map(({ input }) => ({ input_id: input.input_id, fence })));
  }
  return claims;
}

/** @throws Error where the store does not answer a question that cannot be refused. */
export function readFinal(store: SyncSessionStore, session_id: string): SessionFinal {
  return {
    session_id,
    lease: valueOf(store.inspectLease({ session_id })),
    open_work: valueOf(store.openWork({ session_id })),
    pending_inputs: valueOf(store.pendingInputs({ session_id })),
    state: valueOf(store.readState({ session_id })),
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(answer.error.message);
}
