// A planted bug for every invariant of the scenarios: operations that break it.

import type { Operations, Scene } from '../../../../src/sessions/operation.js';
import { correctOperations } from '../../../../src/sessions/operations/registry.js';
import type { Invariant } from '../../../../src/sessions/scenarios/invariants.js';
import type { PhaseType } from '../../../../src/sessions/scenarios/phase.js';
import type { Tables } from '../../../../src/sessions/tables.js';

export interface Plant {
  /** What the store does wrong. */
  readonly bug: string;
  readonly operations: Operations;
  /** The phase of the owning scenario that must fail, from 0. */
  readonly fails: { readonly index: number; readonly type: PhaseType };
}

const correct = correctOperations;

export const PLANTS: Readonly<Record<Invariant, Plant>> = {
  'session-command gate': {
    bug: 'turn work is claimed past a command',
    operations: {
      ...correct,
      claimReadyWork: ({ tables }, { session_id, fence, max }) => {
        const rows = tables.unclaimedWork(session_id, fence, max);
        const turnWork = rows.filter(({ work }) => work.subject.class === 'turn_work');
        return { ok: true, value: turnWork.map(({ work }) => ({ work, fence })) };
      },
    },
    fails: { index: 1, type: 'turn_work_claim' },
  },
  'checkpoint persistence': {
    bug: 'a checkpoint is answered and not saved',
    operations: {
      ...correct,
      checkpoint: (scene, args) =>
        correct.checkpoint(withTables(scene, { putState: () => undefined }), args),
    },
    fails: { index: 3, type: 'checkpoint' },
  },
  'stale completion rejected': {
    bug: 'completing does not look at the generation',
    operations: {
      ...correct,
      completeWork: ({ tables }, { session_id, claims }) => {
        for (const { work_id } of claims) tables.completeWork(session_id, work_id);
        return { ok: true, value: { completed: claims.length } };
      },
    },
    fails: { index: 5, type: 'stale_completion' },
  },
  'queue drained at the end': {
    bug: 'a commit saves the state and forgets the queue',
    operations: {
      ...correct,
      commit: (scene, args) =>
        correct.commit(withTables(scene, { completeWork: () => undefined }), args),
    },
    fails: { index: 8, type: 'commit' },
  },
  'commands alone claim no turn work and commit': {
    bug: 'a command is handed out as turn work',
    operations: {
      ...correct,
      claimReadyWork: ({ tables }, { session_id, fence }) => {
        const rows = tables.unclaimedWork(session_id, fence, 1);
        return { ok: true, value: rows.map(({ work }) => ({ work, fence })) };
      },
    },
    fails: { index: 1, type: 'turn_work_claim' },
  },
  'claiming turn work does not consume next-turn inputs': {
    bug: 'a claim of turn work takes the inputs along',
    operations: {
      ...correct,
      claimReadyWork: (scene, args) => {
        const { session_id, fence } = args;
        const selection = { type: 'next_turn' } as const;
        correct.claimInputs(scene, { session_id, fence, selection, max: 1 });
        return correct.claimReadyWork(scene, args);
      },
    },
    fails: { index: 1, type: 'turn_work_claim' },
  },
  'a process wake is claimable at the active-turn checkpoint': {
    bug: 'nothing is ready before the turn is over',
    operations: {
      ...correct,
      claimReadyWork: (scene, args) =>
        args.boundary === 'idle' ? correct.claimReadyWork(scene, args) : { ok: true, value: [] },
    },
    fails: { index: 2, type: 'turn_work_claim' },
  },
  'next-turn inputs are claimed, hidden while live, completed by commit': {
    bug: 'a claimed input goes on being shown',
    operations: {
      ...correct,
      pendingInputs: ({ tables }, { session_id }) => {
        return { ok: true, value: tables.openInputs(session_id).map(({ input }) => input) };
      },
    },
    fails: { index: 1, type: 'next_turn_input_claim' },
  },
  "other sessions' inputs untouched": {
    bug: 'inputs are claimed whatever their session',
    operations: {
      ...correct,
      claimInputs: (scene, args) => {
        for (const { input } of scene.tables.openInputs('neighbour')) {
          const change = { state: 'completed', claimed_fence: args.fence } as const;
          scene.tables.putInput('neighbour', input.input_id, change);
        }
        return correct.claimInputs(scene, args);
      },
    },
    fails: { index: 1, type: 'next_turn_input_claim' },
  },
  'source-key replay keeps the original id and payload': {
    bug: 'every submission is a new input',
    operations: {
      ...correct,
      submitInput: (scene, args) =>
        correct.submitInput(withTables(scene, { inputOfKey: () => null }), args),
    },
    fails: { index: 1, type: 'ingress' },
  },
  'changed payload conflicts': {
    bug: 'a known key is enough for a replay',
    operations: {
      ...correct,
      submitInput: (scene, args) => {
        const { session_id, draft } = args;
        const known = scene.tables.inputOfKey(session_id, draft.source_key ?? '');
        if (!known) return correct.submitInput(scene, args);
        return { ok: true, value: { input: known.input, replayed: true } };
      },
    },
    fails: { index: 1, type: 'ingress' },
  },
  'active-turn inputs deferred, cancelled after deferral, never claimed later': {
    bug: 'the cancellation of a deferred input is answered and not done',
    operations: { ...correct, cancelInput: () => ({ ok: true, value: { type: 'cancelled' } }) },
    fails: { index: 2, type: 'checkpoint' },
  },
  'a commit after the lease was released is refused': {
    bug: 'a commit looks at the fence and not at who holds it',
    operations: {
      ...correct,
      commit: (scene, args) => {
        const row = scene.tables.lease(args.session_id);
        const owner = {
          owner_id: 'any',
          incarnation_id: 'any',
          liveness: { type: 'opaque' },
        } as const;
        const lease = (): typeof row => row && { ...row, owner };
        return correct.commit(withTables(scene, { lease }), args);
      },
    },
    fails: { index: 3, type: 'commit_after_release' },
  },
  'reclaim advances the fence': {
    bug: 'a reclaimed lease keeps the fence of the dead',
    operations: {
      ...correct,
      reclaimLease: (scene, args) => {
        const answer = correct.reclaimLease(scene, args);
        if (!answer.ok || answer.value.type === 'busy') return answer;
        const { lease } = answer.value;
        return {
          ok: true,
          value: { type: 'acquired', lease: { ...lease, fence: lease.fence - 1 } },
        };
      },
    },
    fails: { index: 1, type: 'reclaim_dead_holder' },
  },
  'a stale observer stays busy': {
    bug: 'the observed fence is not compared',
    operations: {
      ...correct,
      reclaimLease: (scene, args) => {
        const observed_fence = scene.tables.lease(args.session_id)?.fence ?? args.observed_fence;
        return correct.reclaimLease(scene, { ...args, observed_fence });
      },
    },
    fails: { index: 1, type: 'reclaim_dead_holder' },
  },
};

/** The scene with some of its tables' methods replaced. */
function withTables(scene: Scene, changed: Partial<Tables>): Scene {
  const tables = new Proxy(scene.tables, {
    get: (target, method) => {
      const own: unknown = Reflect.get(changed, method) ?? Reflect.get(target, method);
      return (own as (...args: unknown[]) => unknown).bind(target);
    },
  });
  return { ...scene, tables };
}
