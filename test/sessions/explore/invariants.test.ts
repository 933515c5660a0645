import { describe, expect, it } from 'vitest';
import type { Stage } from '../../../src/sessions/explore/exploration.js';
import { explore } from '../../../src/sessions/explore/explore.js';
import { INVARIANT_NAMES } from '../../../src/sessions/explore/invariants/registry.js';
import {
  commitAgainstItself,
  completionAgainstTakeover,
} from '../../../src/sessions/explore/scripts/commits.js';
import { inputOf, SESSION } from '../../../src/sessions/explore/scripts/cast.js';
import {
  cancelAgainstClaim,
  submitAgainstSubmit,
} from '../../../src/sessions/explore/scripts/inputs.js';
import {
  claimAgainstRelease,
  reclaimAgainstReclaim,
} from '../../../src/sessions/explore/scripts/leases.js';
import { correctOperations } from '../../../src/sessions/operations/registry.js';
import type { Operations } from '../../../src/sessions/operation.js';
import {
  decidesThenWrites,
  withLeases,
  withTables,
} from '../../../src/sessions/plants/changed-tables.js';
import type { OperationPlant } from '../../../src/sessions/plants/plant.js';
import { openPlanted } from '../../../src/sessions/plants/planted-store.js';
import { PLANTS } from '../../../src/sessions/plants/registry.js';

const { commit, checkpoint, completeWork, submitInput, tryClaimLease } = correctOperations;

/** What is broken with these operations in place of the correct ones, and the first message of each. */
function brokenBy(
  shown_by: OperationPlant['shown_by'],
  operations: Partial<Operations>,
): Readonly<Record<string, string>> {
  const named = { name: '', breaks: 'commit-once', consequences: [], shown_by } as const;
  const open = openPlanted({ ...named, how: 'operation', plant: () => operations });
  const { violations } = explore(shown_by, open);
  return Object.fromEntries(violations.map(({ invariant, message }) => [invariant, message]));
}

describe('an invariant', () => {
  it('notices a commit that is carried out twice', () => {
    const broken = brokenBy(commitAgainstItself, {
      commit: (scene, args) => commit(withTables(scene, { commit: () => null }), args),
    });
    expect(broken).toEqual({ 'commit-once': 'commit one was sent again and answered otherwise' });
  });

  it('notices a checkpoint that counts no revision', () => {
    const broken = brokenBy(commitAgainstItself, {
      checkpoint: (scene, args) => checkpoint(withTables(scene, { state: () => null }), args),
    });
    expect(broken['commit-once']).toBe('revision 1 came after 2');
  });

  it('notices a turn that falls', () => {
    const broken = brokenBy(commitAgainstItself, {
      commit: (scene, args) => {
        const state = (session_id: string) => {
          const saved = scene.tables.state(session_id);
          return saved && { ...saved, turn_index: 0 };
        };
        return commit(withTables(scene, { state }), args);
      },
    });
    expect(broken).toEqual({ 'commit-once': 'turn 0 came after 1' });
  });

  it('notices a completion by a generation that is over', () => {
    const broken = brokenBy(completionAgainstTakeover, {
      completeWork: (scene, args) => {
        const fence = args.claims[0]?.fence ?? 0;
        const held = withLeases(scene, (row) => ({ ...row, fence, expires_ms: Infinity }));
        return completeWork(held, args);
      },
    });
    expect(broken).toEqual({
      'completed-once': 'work 1 of session was completed under fence 1, which was over',
    });
  });

  it('notices work that is dropped from the queue', () => {
    const broken = brokenBy(completionAgainstTakeover, {
      openWork: () => ({ ok: true, value: [] }),
      claimReadyWork: () => ({ ok: true, value: [] }),
    });
    expect(broken).toEqual({
      'no-work-lost': 'work 1 of session is neither completed nor in the queue',
    });
  });

  it('notices a holder that gets another fence when it claims again', () => {
    const again = {
      ...claimAgainstRelease,
      before: function* ({ store }: Stage) {
        const owner = {
          owner_id: 'eve',
          incarnation_id: 'eve',
          liveness: { type: 'opaque' },
        } as const;
        yield* store.tryClaimLease({ ...SESSION, owner, ttl_ms: 5 });
        yield* store.tryClaimLease({ ...SESSION, owner, ttl_ms: 5 });
      },
    };
    const broken = brokenBy(again, {
      tryClaimLease: (scene, args) =>
        tryClaimLease(
          withLeases(scene, (row) => ({ ...row, expires_ms: 0 })),
          args,
        ),
    });
    expect(broken['rising-fences']).toBe('the holder of fence 1 claimed again and got fence 2');
  });

  it('notices a replay with another payload, and content that changes under its key', () => {
    const altered = brokenBy(submitAgainstSubmit, {
      submitInput: (scene, args) => {
        const answer = submitInput(scene, args);
        if (!answer.ok || !answer.value.replayed) return answer;
        const input = { ...answer.value.input, payload: 'another' };
        return { ok: true, value: { input, replayed: true } };
      },
    });
    expect(altered).toEqual({ 'ingress-once': 'key key was answered with another payload' });
    const taken = brokenBy(submitAgainstSubmit, {
      submitInput: (scene, { session_id, draft }) =>
        submitInput(scene, { session_id, draft: inputOf(draft.source_key, 'same') }),
    });
    expect(taken).toEqual({ 'ingress-once': 'key key of input 1 was taken with other content' });
  });

  it('notices two who check a dead holder before either takes over', () => {
    const { reclaimLease } = correctOperations;
    const open = openPlanted({
      name: '',
      how: 'stepwise',
      breaks: 'one-reclaimer',
      consequences: [],
      shown_by: reclaimAgainstReclaim,
      plant: () => ({ reclaimLease: decidesThenWrites(reclaimLease) }),
    });
    const broken = explore(reclaimAgainstReclaim, open).violations;
    expect(broken.map(({ invariant }) => invariant)).toEqual(
      expect.arrayContaining(['one-reclaimer', 'one-live-holder', 'rising-fences']),
    );
  });

  it('notices a cancelled input that is claimed', () => {
    const broken = brokenBy(cancelAgainstClaim, {
      cancelInput: () => ({ ok: true, value: { type: 'cancelled' } }),
    });
    expect(Object.keys(broken)).toEqual(['cancel-or-claim']);
  });

  it('is broken by a planted bug, each of them', () => {
    const planted = PLANTS.flatMap(({ breaks, consequences }) => [breaks, ...consequences]);
    const unplanted = INVARIANT_NAMES.filter((name) => !planted.includes(name));
    expect(unplanted).toEqual(['commit-once', 'completed-once']);
  });
});
