import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { claimedBy, codeOf, ownerOf, sceneOf, SESSION, TTL_MS, valueOf } from '../support/scene.js';

const session_id = SESSION;
const ttl_ms = TTL_MS;
const [ada, bob] = [ownerOf('ada'), ownerOf('bob')];

describe('claiming a lease', () => {
  it('acquires a session that nobody holds, with fence 1', () => {
    const { store } = sceneOf();
    expect(claimedBy(store, ada)).toEqual({ session_id, owner: ada, fence: 1, expires_ms: 1_000 });
  });

  it('is busy while another holds it, and names the holder and the fence', () => {
    const { store } = sceneOf();
    claimedBy(store, ada);
    const claimed = valueOf(store.tryClaimLease({ session_id, owner: bob, ttl_ms }));
    expect(claimed).toEqual({ type: 'busy', holder: ada, fence: 1 });
  });

  it('is busy for the same owner in another incarnation', () => {
    const { store } = sceneOf();
    claimedBy(store, ada);
    const again = ownerOf('ada', 'ada-2');
    const claimed = valueOf(store.tryClaimLease({ session_id, owner: again, ttl_ms }));
    expect(claimed).toEqual({ type: 'busy', holder: ada, fence: 1 });
  });

  it('keeps token and lease for the same incarnation while live, and never shortens it', () => {
    const { store, clock } = sceneOf();
    claimedBy(store, ada);
    clock.advance(500);
    expect(claimedBy(store, ada)).toMatchObject({ fence: 1, expires_ms: 1_500 });
    const short = valueOf(store.tryClaimLease({ session_id, owner: ada, ttl_ms: 1 }));
    expect(short).toMatchObject({ type: 'acquired', lease: { fence: 1, expires_ms: 1_500 } });
  });

  it('acquires at the very instant of expiry, not before, with the next fence', () => {
    const { store, clock } = sceneOf();
    claimedBy(store, ada);
    clock.advance(TTL_MS - 1);
    expect(() => claimedBy(store, bob)).toThrow('busy: ada');
    clock.advance(1);
    expect(claimedBy(store, bob).fence).toBe(2);
  });

  it('never uses a token again: not after a release, not for the same incarnation', () => {
    const { store } = sceneOf();
    const fences = [1, 2, 3].map(() => {
      const { fence } = claimedBy(store, ada);
      store.releaseLease({ session_id, fence });
      return fence;
    });
    expect(fences).toEqual([1, 2, 3]);
  });

  it('counts a lease of another timeline as expired, whatever its instant says', () => {
    let timeline = 'first boot';
    const instant = new ManualClock();
    const clock = {
      now_ms: () => instant.now_ms(),
      get timeline() {
        return timeline;
      },
    };
    const store = createMemoryStore({ clock });
    claimedBy(store, ada);
    timeline = 'second boot';
    expect(claimedBy(store, bob).fence).toBe(2);
  });
});

describe('renewing a lease', () => {
  it('keeps fence and owner, and moves the expiry', () => {
    const { store, clock } = sceneOf();
    claimedBy(store, ada);
    clock.advance(900);
    const lease = valueOf(store.renewLease({ session_id, fence: 1, ttl_ms }));
    expect(lease).toEqual({ session_id, owner: ada, fence: 1, expires_ms: 1_900 });
  });

  it.each([
    [
      'expired',
      (scene: ReturnType<typeof sceneOf>) => {
        scene.clock.advance(TTL_MS);
      },
    ],
    [
      'released',
      (scene: ReturnType<typeof sceneOf>) => scene.store.releaseLease({ session_id, fence: 1 }),
    ],
    [
      'succeeded by fence 2',
      (scene: ReturnType<typeof sceneOf>) => {
        scene.clock.advance(TTL_MS);
        claimedBy(scene.store, bob);
      },
    ],
  ])('is refused once it is %s', (why, happen) => {
    const scene = sceneOf();
    claimedBy(scene.store, ada);
    happen(scene);
    const answer = scene.store.renewLease({ session_id, fence: 1, ttl_ms });
    expect(answer).toMatchObject({ ok: false, error: { code: 'LeaseExpired' } });
    expect(answer.ok ? '' : answer.error.message).toContain(why);
  });
});

describe('reclaiming a lease', () => {
  const reclaim = (scene: ReturnType<typeof sceneOf>, observed_fence: number) =>
    valueOf(scene.store.reclaimLease({ session_id, claimant: bob, observed_fence, ttl_ms }));

  it('takes over from a holder that is dead, and advances the token', () => {
    const scene = sceneOf();
    claimedBy(scene.store, ada);
    scene.dead.add('ada');
    expect(reclaim(scene, 1)).toMatchObject({ type: 'acquired', lease: { owner: bob, fence: 2 } });
  });

  it('takes over from a holder whose lease has expired', () => {
    const scene = sceneOf();
    claimedBy(scene.store, ada);
    scene.clock.advance(TTL_MS);
    expect(reclaim(scene, 1)).toMatchObject({ type: 'acquired', lease: { fence: 2 } });
  });

  it('is busy while the holder may live', () => {
    const scene = sceneOf();
    claimedBy(scene.store, ada);
    expect(reclaim(scene, 1)).toEqual({ type: 'busy', holder: ada, fence: 1 });
  });

  it('is busy for whoever observed an older holder: of two reclaimers one wins', () => {
    const scene = sceneOf();
    claimedBy(scene.store, ada);
    scene.dead.add('ada');
    expect(reclaim(scene, 1)).toMatchObject({ type: 'acquired', lease: { fence: 2 } });
    scene.dead.add('bob');
    expect(reclaim(scene, 1)).toEqual({ type: 'busy', holder: bob, fence: 2 });
  });

  it('has nothing to reclaim where nobody ever held the lease', () => {
    expect(reclaim(sceneOf(), 0)).toEqual({ type: 'busy', holder: null, fence: 0 });
  });
});

describe('releasing a lease', () => {
  it('is idempotent', () => {
    const { store } = sceneOf();
    claimedBy(store, ada);
    expect(valueOf(store.releaseLease({ session_id, fence: 1 }))).toEqual({ released: true });
    expect(valueOf(store.releaseLease({ session_id, fence: 1 }))).toEqual({ released: false });
    expect(valueOf(store.inspectLease({ session_id }))).toEqual({
      fence: 1,
      lease: null,
      live: false,
    });
  });

  it('never clears a newer lease', () => {
    const { store, clock } = sceneOf();
    claimedBy(store, ada);
    clock.advance(TTL_MS);
    claimedBy(store, bob);
    expect(valueOf(store.releaseLease({ session_id, fence: 1 }))).toEqual({ released: false });
    expect(valueOf(store.inspectLease({ session_id }))).toMatchObject({ fence: 2, live: true });
  });
});

describe('arguments', () => {
  it.each([
    ['an empty session id', { session_id: '', owner: ada, ttl_ms }],
    ['a session id without an end', { session_id: 'x'.repeat(201), owner: ada, ttl_ms }],
    ['no time to live', { session_id, owner: ada, ttl_ms: 0 }],
    ['a time to live that is no number', { session_id, owner: ada, ttl_ms: NaN }],
    ['an owner without a name', { session_id, owner: ownerOf('', 'x'), ttl_ms }],
  ])('are refused before anything is looked at: %s', (_, args) => {
    const { store } = sceneOf();
    expect(codeOf(store.tryClaimLease(args))).toBe('InvalidArgument');
  });
});
