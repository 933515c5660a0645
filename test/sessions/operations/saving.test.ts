import { describe, expect, it } from 'vitest';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import type { CommitRequest } from '../../../src/sessions/terms.js';
import {
  activeInput,
  claimedBy,
  codeOf,
  commitOf,
  nextTurnInput,
  ownerOf,
  sceneOf,
  SESSION,
  TTL_MS,
  turnWork,
  valueOf,
} from '../support/scene.js';

const session_id = SESSION;
const [ada, bob] = [ownerOf('ada'), ownerOf('bob')];

/** A turn that holds one batch and one input, with an input of an interrupted turn beside them. */
function turnScene() {
  const scene = sceneOf();
  const { store } = scene;
  valueOf(store.enqueueWork({ session_id, draft: turnWork() }));
  for (const draft of [nextTurnInput('hello'), activeInput('wait', 0)]) {
    valueOf(store.submitInput({ session_id, draft }));
  }
  const { fence } = claimedBy(store, ada);
  valueOf(store.claimReadyWork({ session_id, fence, boundary: 'idle', max: 1 }));
  valueOf(store.claimInputs({ session_id, fence, selection: { type: 'next_turn' }, max: 9 }));
  return scene;
}

const WHOLE: Partial<CommitRequest> = {
  defers: 0,
  completes: { work: [{ work_id: 1, fence: 1 }], inputs: [{ input_id: 1, fence: 1 }] },
};

function contentOf(store: SyncSessionStore) {
  return {
    lease: valueOf(store.inspectLease({ session_id })),
    work: valueOf(store.openWork({ session_id })),
    inputs: valueOf(store.pendingInputs({ session_id })),
    state: valueOf(store.readState({ session_id })),
  };
}

describe('a commit', () => {
  it('saves the state, completes, defers and releases in one step', () => {
    const { store } = turnScene();
    const result = valueOf(store.commit({ session_id, request: commitOf(1, WHOLE) }));
    expect(result).toEqual({
      commit_id: 'c1',
      fence: 1,
      turn_index: 1,
      revision: 1,
      deferred: [2],
    });
    expect(contentOf(store)).toMatchObject({
      lease: { fence: 1, lease: null },
      work: [],
      inputs: [{ input_id: 2, state: 'deferred_next_turn', target: { type: 'next_turn' } }],
      state: { turn_index: 1, state: { said: 'hello' }, revision: 1 },
    });
  });

  it.each([
    ['LeaseExpired', 'a fence that was never given', commitOf(2, WHOLE)],
    [
      'ClaimSuperseded',
      'a batch that it does not hold',
      commitOf(1, { ...WHOLE, completes: { work: [{ work_id: 9, fence: 1 }], inputs: [] } }),
    ],
    [
      'ClaimSuperseded',
      'an input that it does not hold',
      commitOf(1, {
        ...WHOLE,
        completes: { work: [{ work_id: 1, fence: 1 }], inputs: [{ input_id: 2, fence: 1 }] },
      }),
    ],
    [
      'InvalidArgument',
      'a state that is not JSON',
      commitOf(1, { ...WHOLE, state: NaN as unknown as null }),
    ],
  ])('is refused with %s for %s, and changes nothing', (code, _, request) => {
    const { store } = turnScene();
    const before = contentOf(store);
    expect(codeOf(store.commit({ session_id, request }))).toBe(code);
    expect(contentOf(store)).toEqual(before);
  });

  it('is refused at the very instant of expiry', () => {
    const { store, clock } = turnScene();
    clock.advance(TTL_MS);
    const request = commitOf(1, WHOLE);
    expect(codeOf(store.commit({ session_id, request }))).toBe('LeaseExpired');
  });

  it('is refused after the lease was released, and after it was taken over', () => {
    const { store } = turnScene();
    store.releaseLease({ session_id, fence: 1 });
    const request = commitOf(1);
    expect(codeOf(store.commit({ session_id, request }))).toBe('LeaseExpired');
    claimedBy(store, bob);
    expect(codeOf(store.commit({ session_id, request }))).toBe('LeaseExpired');
  });

  it('never lets the turn index fall', () => {
    const { store } = turnScene();
    const keep = { releases_lease: false };
    valueOf(store.commit({ session_id, request: commitOf(1, { turn_index: 5, ...keep }) }));
    const back = commitOf(1, { commit_id: 'c2', turn_index: 4 });
    expect(store.commit({ session_id, request: back })).toMatchObject({
      ok: false,
      error: { code: 'TurnIndexFell', current: 5 },
    });
    const same = commitOf(1, { commit_id: 'c3', turn_index: 5 });
    expect(valueOf(store.commit({ session_id, request: same })).revision).toBe(2);
  });
});

describe('a commit that is sent again', () => {
  it('answers as the first time did, though the lease is released and another has it', () => {
    const { store } = turnScene();
    const request = commitOf(1, WHOLE);
    const first = valueOf(store.commit({ session_id, request }));
    claimedBy(store, bob);
    const before = contentOf(store);
    expect(valueOf(store.commit({ session_id, request }))).toEqual(first);
    expect(contentOf(store)).toEqual(before);
  });

  it('conflicts where its content differs, even in a single key of its state', () => {
    const { store } = turnScene();
    valueOf(store.commit({ session_id, request: commitOf(1, WHOLE) }));
    const other = commitOf(1, { ...WHOLE, state: { said: 'bye' } });
    expect(codeOf(store.commit({ session_id, request: other }))).toBe('CommitConflict');
  });

  it('may be another one in another session', () => {
    const { store } = turnScene();
    valueOf(store.commit({ session_id, request: commitOf(1, WHOLE) }));
    claimedBy(store, bob, 's2');
    const request = commitOf(1, { state: null });
    expect(valueOf(store.commit({ session_id: 's2', request })).revision).toBe(1);
  });
});

describe('a checkpoint', () => {
  it('saves and defers, and keeps the lease and the claims', () => {
    const { store } = turnScene();
    const request = { fence: 1, turn_index: 2, state: 'half done', defers: 0 };
    expect(valueOf(store.checkpoint({ session_id, request }))).toEqual({
      turn_index: 2,
      revision: 1,
      deferred: [2],
    });
    expect(contentOf(store)).toMatchObject({
      lease: { live: true },
      work: [{ claimed_fence: 1 }],
      state: { turn_index: 2, state: 'half done' },
    });
  });

  it('is refused without the lease', () => {
    const { store, clock } = turnScene();
    clock.advance(TTL_MS);
    const request = { fence: 1, turn_index: 2, state: null, defers: null };
    expect(codeOf(store.checkpoint({ session_id, request }))).toBe('LeaseExpired');
    expect(valueOf(store.readState({ session_id }))).toBeNull();
  });
});
