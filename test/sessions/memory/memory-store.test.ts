import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import type { StorePoint } from '../../../src/sessions/operation.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import { claimedBy, commitOf, ownerOf, SESSION, turnWork, valueOf } from '../support/scene.js';

const session_id = SESSION;

function spelled(point: StorePoint): string {
  return point.type === 'write'
    ? `${point.method} write ${point.index}`
    : `${point.type} ${point.method}`;
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

  it('answers nothing once it is closed', () => {
    const store = createMemoryStore();
    store.close();
    expect(() => store.readState({ session_id })).toThrow('closed: readState');
  });
});
