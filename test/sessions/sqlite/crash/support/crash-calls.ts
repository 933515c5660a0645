// A fixed life of two sessions that calls every method, and what a store that never crashes makes of it: the
// answer to each call, what is to be seen before each, and every point at which a store could be interrupted.

import { createMemoryStore } from '../../../../../src/sessions/memory/memory-store.js';
import type { StorePoint } from '../../../../../src/sessions/operation.js';
import type {
  ArgsOf,
  Answer,
  StoreMethod,
  SyncSessionStore,
} from '../../../../../src/sessions/store.js';
import {
  activeInput,
  command,
  commitOf,
  joining,
  nextTurnInput,
  ownerOf,
  turnWork,
} from '../../../support/scene.js';

export type CrashCall = {
  [M in StoreMethod]: { readonly method: M; readonly args: ArgsOf<M> };
}[StoreMethod];

/** Stands still, and is the same one after the crash: leases outlive the process. */
export const CLOCK = { now_ms: () => 0, timeline: 'crash' } as const;

const [ada, bob] = [ownerOf('ada'), ownerOf('bob')];
const [s1, s2] = [{ session_id: 's1' }, { session_id: 's2' }];
const join = joining('k');
const next_turn = { type: 'next_turn' } as const;
const held = (work_id: number) => ({ work_id, fence: 1 });
const read = (input_id: number) => ({ input_id, fence: 1 });
const saving = { fence: 1, turn_index: 1, state: { said: 'wait' } };

export const CRASH_CALLS: readonly CrashCall[] = [
  { method: 'tryClaimLease', args: { ...s1, owner: ada, ttl_ms: 1_000 } },
  { method: 'renewLease', args: { ...s1, fence: 1, ttl_ms: 2_000 } },
  { method: 'inspectLease', args: s1 },
  { method: 'enqueueWork', args: { ...s1, draft: command() } },
  { method: 'enqueueWork', args: { ...s1, draft: join } },
  { method: 'enqueueWork', args: { ...s2, draft: turnWork() } },
  { method: 'enqueueWork', args: { ...s1, draft: join } },
  { method: 'submitInput', args: { ...s1, draft: nextTurnInput('a', 'key a') } },
  { method: 'submitInput', args: { ...s1, draft: activeInput('b', 1) } },
  { method: 'submitInput', args: { ...s1, draft: nextTurnInput('a', 'key a') } },
  { method: 'claimLeadingCommand', args: { ...s1, fence: 1 } },
  { method: 'completeWork', args: { ...s1, claims: [held(1)] } },
  { method: 'claimReadyWork', args: { ...s1, fence: 1, boundary: 'idle', max: 9 } },
  { method: 'submitInput', args: { ...s1, draft: activeInput('c', 1) } },
  { method: 'cancelInput', args: { ...s1, input_id: 3 } },
  { method: 'checkpoint', args: { ...s1, request: { ...saving, defers: null } } },
  { method: 'openWork', args: s1 },
  { method: 'pendingInputs', args: s1 },
  { method: 'checkpoint', args: { ...s1, request: { ...saving, defers: 1 } } },
  { method: 'claimInputs', args: { ...s1, fence: 1, selection: next_turn, max: 9 } },
  {
    method: 'commit',
    args: {
      ...s1,
      request: commitOf(1, {
        completes: { work: [held(2), held(4)], inputs: [read(1), read(2)] },
      }),
    },
  },
  { method: 'readState', args: s1 },
  { method: 'releaseLease', args: { ...s1, fence: 1 } },
  { method: 'reclaimLease', args: { ...s1, claimant: bob, observed_fence: 1, ttl_ms: 1_000 } },
  { method: 'releaseLease', args: { ...s1, fence: 2 } },
];

export const COMMIT_CALL = CRASH_CALLS.findIndex(({ method }) => method === 'commit');

export interface PassedPoint {
  /** Index of the call. */
  readonly call: number;
  readonly point: StorePoint;
}

export interface Reference {
  readonly answers: readonly Answer<unknown>[];
  /** One more than there are calls: what is to be seen before each, and at the end. */
  readonly views: readonly unknown[];
  readonly points: readonly PassedPoint[];
}

/** The whole life, in a store in memory. */
export function referenceLife(): Reference {
  const points: PassedPoint[] = [];
  const [answers, views]: [Answer<unknown>[], unknown[]] = [[], []];
  let watched = true;
  const reached = (point: StorePoint) => watched && points.push({ call: answers.length, point });
  const store = createMemoryStore({ clock: CLOCK, reached });
  const look = (): void => {
    watched = false;
    views.push(viewOf(store));
    watched = true;
  };
  look();
  for (const call of CRASH_CALLS) {
    answers.push(carryOut(store, call));
    look();
  }
  return { answers, views, points };
}

/** All of it that may be seen without changing it. */
export function viewOf(store: SyncSessionStore): unknown {
  return [s1, s2].map((session) => [
    store.inspectLease(session),
    store.openWork(session),
    store.pendingInputs(session),
    store.readState(session),
  ]);
}

export function carryOut(store: SyncSessionStore, { method, args }: CrashCall): Answer<unknown> {
  const act = store[method] as (args: unknown) => Answer<unknown>;
  return act(args);
}
