import { describe, expect, it } from 'vitest';
import { InstantClock } from '../../src/sessions/instant-clock.js';
import { createMemoryStore } from '../../src/sessions/memory/memory-store.js';
import { codeOf, commitOf, ownerOf, SESSION, TTL_MS } from './support/scene.js';

/** Goes on by a millisecond whenever it is looked at. */
function hastyClock() {
  let now_ms = 0;
  return { timeline: 'hasty', now_ms: () => (now_ms += 1) };
}

describe('one instant per step', () => {
  it('is the same however often it is asked for, until the step is over', () => {
    const clock = new InstantClock(hastyClock());
    expect([clock.now_ms(), clock.now_ms()]).toEqual([1, 1]);
    clock.letGo();
    expect(clock.now_ms()).toBe(2);
  });

  it('lets no lease expire within a call, and does between two calls', () => {
    const store = createMemoryStore({ clock: hastyClock() });
    const session_id = SESSION;
    const claim = (ttl_ms: number) =>
      store.tryClaimLease({ session_id, owner: ownerOf('ada'), ttl_ms });
    claim(1.5);
    expect(codeOf(store.commit({ session_id, request: commitOf(1) }))).toBe('none');
    claim(1);
    expect(codeOf(store.commit({ session_id, request: commitOf(2, { commit_id: 'c2' }) }))).toBe(
      'LeaseExpired',
    );
    claim(TTL_MS);
  });
});
