// The lease: one live holder, fences that rise, time by the clock that was given.

import { ALICE, ALICE_AGAIN, BOB, TTL_MS } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';

const lease = casesOf('lease');
const timed = lease.needing('clock');

export const LEASE_CASES: readonly ConformanceCase[] = [
  lease('a session that nobody has leased has fence 0 and no lease', async ({ session }) => {
    const view = await session.ask('inspectLease', {});
    expectSame(view, { fence: 0, lease: null, live: false }, 'the lease');
  }),

  lease('the first acquisition is given fence 1 and names its owner', async ({ session }) => {
    const { fence, owner, session_id } = await session.acquire(ALICE);
    expectSame([fence, owner, session_id], [1, ALICE, session.session_id], 'the lease');
    const view = await session.ask('inspectLease', {});
    expectSame([view.fence, view.lease?.owner, view.live], [1, ALICE, true], 'the view of it');
  }),

  lease('a live lease keeps others out, naming its holder and fence', async ({ session }) => {
    await session.acquire(ALICE);
    const claimed = await session.unchangedBy('a busy claim', () =>
      session.ask('tryClaimLease', { owner: BOB, ttl_ms: TTL_MS }),
    );
    expectSame(claimed, { type: 'busy', holder: ALICE, fence: 1 }, 'the claim of another');
  }),

  lease('the same owner of another incarnation is somebody else', async ({ session }) => {
    await session.acquire(ALICE);
    const claimed = await session.ask('tryClaimLease', { owner: ALICE_AGAIN, ttl_ms: TTL_MS });
    expectSame(claimed, { type: 'busy', holder: ALICE, fence: 1 }, 'its claim');
  }),

  lease('another owner with an equal incarnation id is somebody else', async ({ session }) => {
    await session.acquire(ALICE);
    const owner = { ...BOB, incarnation_id: ALICE.incarnation_id };
    const claimed = await session.ask('tryClaimLease', { owner, ttl_ms: TTL_MS });
    expectSame(claimed, { type: 'busy', holder: ALICE, fence: 1 }, 'its claim');
  }),

  lease('a claim by the same incarnation keeps fence and lease', async ({ session }) => {
    const first = await session.acquire(ALICE);
    const second = await session.acquire(ALICE);
    expectSame([second.fence, second.owner], [first.fence, ALICE], 'the lease');
  }),

  lease('fences rise by one per acquisition, also after releases', async ({ session }) => {
    const fences: number[] = [];
    for (const owner of [ALICE, BOB, ALICE, ALICE_AGAIN]) {
      const acquired = await session.acquire(owner);
      fences.push(acquired.fence);
      await session.release(acquired);
    }
    expectSame(fences, [1, 2, 3, 4], 'the fences');
  }),

  lease('a released lease is free at once, and its fence stays known', async ({ session }) => {
    await session.release(await session.acquire());
    const view = await session.ask('inspectLease', {});
    expectSame(view, { fence: 1, lease: null, live: false }, 'the lease');
  }),

  lease('a second release changes nothing', async ({ session }) => {
    const { fence } = await session.acquire();
    await session.ask('releaseLease', { fence });
    const again = await session.unchangedBy('a second release', () =>
      session.ask('releaseLease', { fence }),
    );
    expectSame(again, { released: false }, 'the second release');
  }),

  lease('a stale release leaves the newer lease alone', async ({ session }) => {
    const stale = await session.acquire(ALICE);
    await session.release(stale);
    await session.acquire(BOB);
    const late = await session.unchangedBy('a stale release', () =>
      session.ask('releaseLease', { fence: stale.fence }),
    );
    expectSame(late, { released: false }, 'the stale release');
  }),

  lease('a fence that was never given neither releases nor renews', async ({ session }) => {
    const { fence } = await session.acquire();
    const early = await session.ask('releaseLease', { fence: fence + 1 });
    expectSame(early, { released: false }, 'the release');
    const renewal = { fence: fence + 1, ttl_ms: TTL_MS };
    const { current_fence } = await session.refuse('renewLease', renewal, 'LeaseExpired');
    expectSame(current_fence, fence, 'the current fence');
  }),

  lease('a released lease is not renewed', async ({ session }) => {
    const { fence } = await session.acquire();
    await session.ask('releaseLease', { fence });
    const refused = await session.refuse('renewLease', { fence, ttl_ms: TTL_MS }, 'LeaseExpired');
    expectSame(refused.current_fence, fence, 'the current fence');
  }),

  lease('a lease that was taken over is not renewed by its old fence', async ({ session }) => {
    const stale = await session.acquire(ALICE);
    await session.release(stale);
    const { fence } = await session.acquire(BOB);
    const renewal = { fence: stale.fence, ttl_ms: TTL_MS };
    const { current_fence } = await session.refuse('renewLease', renewal, 'LeaseExpired');
    expectSame(current_fence, fence, 'the current fence');
  }),

  lease('what was never leased is not renewed and has no fence', async ({ session }) => {
    const renewal = { fence: 1, ttl_ms: TTL_MS };
    const { current_fence } = await session.refuse('renewLease', renewal, 'LeaseExpired');
    expectSame(current_fence, null, 'the current fence');
  }),

  lease('each session has a lease and fences of its own', async ({ session, other }) => {
    await session.release(await session.acquire(ALICE));
    await session.acquire(BOB);
    const { fence } = await other.unchangedBy('nothing', () => session.acquire(BOB));
    expectSame([fence, (await other.acquire(ALICE)).fence], [2, 1], 'the fences');
  }),

  timed('a lease expires on the clock that the store was given', async ({ session, clock }) => {
    clock.advance(1_000);
    const { expires_ms } = await session.acquire(ALICE, 50);
    expectSame(expires_ms, 1_050, 'the instant of expiry');
  }),

  timed('a lease is live until just before its expiry', async ({ session, clock }) => {
    await session.acquire(ALICE, 100);
    clock.advance(99);
    const claimed = await session.ask('tryClaimLease', { owner: BOB, ttl_ms: 100 });
    expectSame(claimed, { type: 'busy', holder: ALICE, fence: 1 }, 'the claim of another');
    expectSame((await session.ask('inspectLease', {})).live, true, 'whether it is live');
  }),

  timed('a lease is not live at the instant of its expiry', async ({ session, clock }) => {
    await session.acquire(ALICE, 100);
    clock.advance(100);
    const { live, lease: kept } = await session.ask('inspectLease', {});
    expectSame([live, kept?.owner], [false, ALICE], 'the lease');
    await session.refuse('renewLease', { fence: 1, ttl_ms: 100 }, 'LeaseExpired');
    expectSame((await session.acquire(BOB, 100)).fence, 2, 'the fence of the next holder');
  }),

  timed('whoever comes back after the expiry is given a new fence', async ({ session, clock }) => {
    await session.acquire(ALICE, 100);
    clock.advance(100);
    expectSame((await session.acquire(ALICE, 100)).fence, 2, 'its fence');
  }),

  timed('a renewal prolongs the lease and keeps its fence', async ({ session, clock }) => {
    await session.acquire(ALICE, 100);
    clock.advance(60);
    const renewed = await session.ask('renewLease', { fence: 1, ttl_ms: 100 });
    expectSame([renewed.fence, renewed.owner, renewed.expires_ms], [1, ALICE, 160], 'the lease');
    clock.advance(99);
    expectSame((await session.ask('inspectLease', {})).live, true, 'whether it is live');
  }),

  timed('a repeated claim prolongs the lease and keeps its fence', async ({ session, clock }) => {
    await session.acquire(ALICE, 100);
    clock.advance(60);
    const { fence, expires_ms } = await session.acquire(ALICE, 100);
    expectSame([fence, expires_ms], [1, 160], 'fence and expiry');
    const view = await session.ask('inspectLease', {});
    expectSame(view.lease?.expires_ms, 160, 'the expiry that is observed');
  }),

  timed('no renewal and no repeated claim shortens a lease', async ({ session }) => {
    const { expires_ms, fence } = await session.acquire(ALICE, 100);
    const renewed = await session.ask('renewLease', { fence, ttl_ms: 1 });
    const claimed = await session.acquire(ALICE, 1);
    const expiries_ms = [renewed.expires_ms, claimed.expires_ms];
    expectSame(expiries_ms, [expires_ms, expires_ms], 'the instants of expiry');
  }),
];
