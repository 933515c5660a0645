import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import type { StorePoint } from '../../../src/sessions/operation.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import { claimedBy, commitOf, ownerOf, SESSION, turnWork, valueOf } from '../support/scene.js';

const session_id = SESSION;

function spelled(point: StorePoint): string {
  return point.type === 'write'
    ? `${point.method} write ${point.index}`
    : `${point.type} ${point.method}`;
}

const INPUT = {
  target: { type: 'active_turn', turn_index: 1, min_boundary: 'after_work' },
  payload: { said: ['a'] },
  source_key: 'key',
} as const;

/** Rows of the store, as methods hand them out. */
function rowsOf(store: SyncSessionStore): Readonly<Record<string, unknown>> {
  const { fence } = claimedBy(store, ownerOf('ada'));
  const deferring = commitOf(fence, { defers: 1, state: { at: ['b'] } });
  return {
    owner: valueOf(store.inspectLease({ session_id })).lease?.owner,
    work: valueOf(store.enqueueWork({ session_id, draft: turnWork({ payload: { do: ['a'] } }) })),
    claimed_work: valueOf(
      store.claimReadyWork({ session_id, fence, boundary: 'idle', max: 1 }),
    ).map(({ work }) => work)[0],
    open_work: valueOf(store.openWork({ session_id }))[0]?.work,
    input: valueOf(store.submitInput({ session_id, draft: INPUT })).input,
    pending: valueOf(store.pendingInputs({ session_id }))[0],
    commit: valueOf(store.commit({ session_id, request: deferring })),
    commit_again: valueOf(store.commit({ session_id, request: deferring })),
    deferred: valueOf(store.pendingInputs({ session_id }))[0],
    state: valueOf(store.readState({ session_id })),
  };
}

function isFrozenThroughout(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenThroughout);
}

describe('the session store in memory', () => {
  it('tells where it could be interrupted: before, after each write, after', () => {
    const points: string[] = [];
    const reached = (point: StorePoint) => points.push(spelled(point));
    const store = createMemoryStore({ clock: new ManualClock(), reached });
    claimedBy(store, ownerOf('ada'));
    valueOf(store.commit({ session_id, request: commitOf(1) }));
    expect(points).toEqual([
      'before tryClaimLease',
      'tryClaimLease write 0',
      'after tryClaimLease',
      'before commit',
      'commit write 0',
      'commit write 1',
      'commit write 2',
      'after commit',
    ]);
  });

  it('holds what it was given, not what the caller makes of it afterwards', () => {
    const store = createMemoryStore({ clock: new ManualClock() });
    const payload = { items: ['a'] };
    valueOf(store.enqueueWork({ session_id, draft: turnWork({ payload }) }));
    payload.items.push('b');
    const [row] = valueOf(store.openWork({ session_id }));
    expect(row?.work.payload).toEqual({ items: ['a'] });
  });

  it('keeps an owner as it was, not as the caller makes it afterwards', () => {
    const store = createMemoryStore({ clock: new ManualClock() });
    const owner = structuredClone(ownerOf('ada'));
    claimedBy(store, owner);
    Object.assign(owner, { owner_id: 'mallory' });
    Object.assign(owner.liveness, { type: 'changed' });
    expect(valueOf(store.inspectLease({ session_id })).lease?.owner).toEqual(ownerOf('ada'));
  });

  it('hands out rows that nobody can change', () => {
    const rows = Object.entries(rowsOf(createMemoryStore({ clock: new ManualClock() })));
    expect(rows.filter(([, row]) => typeof row !== 'object')).toEqual([]);
    const changeable = rows.filter(([, row]) => !isFrozenThroughout(row)).map(([name]) => name);
    expect(changeable).toEqual([]);
  });

  it('answers nothing once it is closed', () => {
    const store = createMemoryStore();
    store.close();
    expect(() => store.readState({ session_id })).toThrow('closed: readState');
  });
});
