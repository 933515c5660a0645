import { describe, expect, it } from 'vitest';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import type { InputDraft, InputSelection } from '../../../src/sessions/terms.js';
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
  valueOf,
} from '../support/scene.js';

const session_id = SESSION;
const [ada, bob] = [ownerOf('ada'), ownerOf('bob')];
const NEXT: InputSelection = { type: 'next_turn' };

function inboxOf(...drafts: readonly InputDraft[]) {
  const scene = sceneOf();
  for (const draft of drafts) valueOf(scene.store.submitInput({ session_id, draft }));
  claimedBy(scene.store, ada);
  return scene;
}

function claim(store: SyncSessionStore, selection = NEXT, fence = 1): readonly number[] {
  const claims = valueOf(store.claimInputs({ session_id, fence, selection, max: 100 }));
  return claims.map(({ input }) => input.input_id);
}

function pending(store: SyncSessionStore): readonly (readonly [number, string])[] {
  const inputs = valueOf(store.pendingInputs({ session_id }));
  return inputs.map(({ input_id, state }) => [input_id, state]);
}

function completed(store: SyncSessionStore, fence: number, ids: readonly number[]) {
  const inputs = ids.map((input_id) => ({ input_id, fence }));
  const completes = { work: [], inputs };
  return store.commit({ session_id, request: commitOf(fence, { completes }) });
}

describe('a source key', () => {
  it('makes the same submission the same input', () => {
    const { store } = inboxOf(nextTurnInput('hello', 'k'));
    const draft = nextTurnInput('hello', 'k');
    const again = valueOf(store.submitInput({ session_id, draft }));
    expect(again).toMatchObject({ replayed: true, input: { input_id: 1, payload: 'hello' } });
    expect(pending(store)).toHaveLength(1);
  });

  it('conflicts with other content, and names the input it stands for', () => {
    const { store } = inboxOf(nextTurnInput('hello', 'k'));
    const answer = store.submitInput({ session_id, draft: nextTurnInput('bye', 'k') });
    const error = { code: 'SourceKeyConflict', existing_input_id: 1 };
    expect(answer).toMatchObject({ ok: false, error });
  });

  it('is remembered after the input was completed, and after it was cancelled', () => {
    const { store } = inboxOf(nextTurnInput('one', 'k1'), nextTurnInput('two', 'k2'));
    store.cancelInput({ session_id, input_id: 2 });
    claim(store);
    valueOf(completed(store, 1, [1]));
    const states = [nextTurnInput('one', 'k1'), nextTurnInput('two', 'k2')].map((draft) => {
      const { replayed, input } = valueOf(store.submitInput({ session_id, draft }));
      return [replayed, input.input_id, input.state];
    });
    expect(states).toEqual([
      [true, 1, 'completed'],
      [true, 2, 'cancelled'],
    ]);
  });

  it('is one per session, and equal content without a key is not the same input', () => {
    const { store } = inboxOf(nextTurnInput('hello', 'k'), nextTurnInput('hello'));
    const draft = nextTurnInput('other', 'k');
    const elsewhere = valueOf(store.submitInput({ session_id: 's2', draft }));
    expect(elsewhere).toMatchObject({ replayed: false, input: { input_id: 3 } });
    expect(pending(store)).toHaveLength(2);
  });
});

describe('claiming inputs', () => {
  it('takes those of the next turn in order, and hides them while the claim lives', () => {
    const { store, clock } = inboxOf(nextTurnInput('a'), activeInput('b', 1), nextTurnInput('c'));
    expect(claim(store)).toEqual([1, 3]);
    expect(claim(store)).toEqual([]);
    expect(pending(store)).toEqual([[2, 'pending_active']]);
    clock.advance(TTL_MS);
    expect(pending(store)).toEqual([
      [1, 'deferred_next_turn'],
      [2, 'pending_active'],
      [3, 'deferred_next_turn'],
    ]);
  });

  it('of an active turn waits for the boundary that each asked for', () => {
    const { store } = inboxOf(
      activeInput('late', 7, 'before_completion'),
      activeInput('early', 7),
      activeInput('of another turn', 8),
    );
    const of = (boundary: 'after_work' | 'before_completion') =>
      claim(store, { type: 'active_turn', turn_index: 7, boundary });
    expect(of('after_work')).toEqual([2]);
    expect(of('before_completion')).toEqual([1]);
  });

  it('gives inputs of a dead generation to the next one', () => {
    const { store, clock } = inboxOf(nextTurnInput('a'));
    claim(store);
    clock.advance(TTL_MS);
    claimedBy(store, bob);
    expect(claim(store, NEXT, 2)).toEqual([1]);
  });
});

describe('completing inputs', () => {
  it('takes them away for ever', () => {
    const { store } = inboxOf(nextTurnInput('a'));
    claim(store);
    valueOf(completed(store, 1, [1]));
    claimedBy(store, bob);
    expect(claim(store, NEXT, 2)).toEqual([]);
    expect(pending(store)).toEqual([]);
  });

  it('is refused without a claim of this generation', () => {
    const { store } = inboxOf(nextTurnInput('a'));
    expect(completed(store, 1, [1])).toMatchObject({
      ok: false,
      error: { code: 'ClaimSuperseded', row_id: 1 },
    });
  });
});

describe('cancelling an input', () => {
  it('keeps it from ever being claimed, and can be said twice', () => {
    const { store } = inboxOf(nextTurnInput('a'));
    const cancel = () => valueOf(store.cancelInput({ session_id, input_id: 1 }));
    expect([cancel(), cancel()]).toEqual([{ type: 'cancelled' }, { type: 'cancelled' }]);
    expect(claim(store)).toEqual([]);
  });

  it('comes too late while a live generation holds it', () => {
    const { store, clock } = inboxOf(nextTurnInput('a'));
    claim(store);
    expect(valueOf(store.cancelInput({ session_id, input_id: 1 }))).toEqual({
      type: 'too_late',
      state: 'accepted',
    });
    clock.advance(TTL_MS);
    const after = valueOf(store.cancelInput({ session_id, input_id: 1 }));
    expect(after).toEqual({ type: 'cancelled' });
  });

  it('comes too late for one that is completed', () => {
    const { store } = inboxOf(nextTurnInput('a'));
    claim(store);
    valueOf(completed(store, 1, [1]));
    expect(valueOf(store.cancelInput({ session_id, input_id: 1 }))).toEqual({
      type: 'too_late',
      state: 'completed',
    });
  });

  it('is an error for an id that the session does not have', () => {
    const { store } = inboxOf(nextTurnInput('a'));
    expect(codeOf(store.cancelInput({ session_id: 's2', input_id: 1 }))).toBe('UnknownRow');
  });
});
