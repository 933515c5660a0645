// Taking a lease over: from holders that are gone, and only by whoever has seen the current fence.

import { ALICE, BOB, CAROL, processOwner, TTL_MS } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame, expectType } from './expectations.js';
import type { StagedSession } from './staged-session.js';

const reclaim = casesOf('reclaim');
const timed = reclaim.needing('clock');
const mortal = reclaim.needing('processes');

const PID = 4_711;
const MORTAL = processOwner('mortal', PID);

function take(session: StagedSession, claimant: typeof ALICE, observed_fence: number) {
  return session.ask('reclaimLease', { claimant, observed_fence, ttl_ms: TTL_MS });
}

export const RECLAIM_CASES: readonly ConformanceCase[] = [
  mortal('a dead holder is taken over before its lease expires', async ({ session, processes }) => {
    await session.acquire(MORTAL);
    processes.die(PID);
    const taken = expectType(await take(session, BOB, 1), 'acquired', 'the reclaim');
    expectSame([taken.lease.fence, taken.lease.owner], [2, BOB], 'the lease');
  }),

  mortal('a holder whose process lives is not taken over', async ({ session }) => {
    await session.acquire(MORTAL);
    const seen = await session.unchangedBy('a busy reclaim', () => take(session, BOB, 1));
    expectSame(seen, { type: 'busy', holder: MORTAL, fence: 1 }, 'the reclaim');
  }),

  mortal('a dead holder keeps those out who only claim', async ({ session, processes }) => {
    await session.acquire(MORTAL);
    processes.die(PID);
    const claimed = await session.ask('tryClaimLease', { owner: BOB, ttl_ms: TTL_MS });
    expectSame(claimed, { type: 'busy', holder: MORTAL, fence: 1 }, 'the claim');
  }),

  mortal('of two reclaimers exactly one wins', async ({ session, processes }) => {
    await session.acquire(MORTAL);
    processes.die(PID);
    expectType(await take(session, BOB, 1), 'acquired', 'the first reclaim');
    const second = await session.unchangedBy('the second', () => take(session, CAROL, 1));
    expectSame(second, { type: 'busy', holder: BOB, fence: 2 }, 'the second reclaim');
  }),

  mortal(
    'a stale observer stays busy though the holder is dead',
    async ({ session, processes }) => {
      await session.release(await session.acquire(ALICE));
      await session.acquire(MORTAL);
      processes.die(PID);
      const stale = await session.unchangedBy('a stale reclaim', () => take(session, BOB, 1));
      expectSame(stale, { type: 'busy', holder: MORTAL, fence: 2 }, 'the reclaim');
    },
  ),

  mortal('what the dead holder brings later is refused', async ({ session, processes }) => {
    const { fence } = await session.acquire(MORTAL);
    processes.die(PID);
    await take(session, BOB, fence);
    await session.refuse('renewLease', { fence, ttl_ms: TTL_MS }, 'LeaseExpired');
  }),

  timed('an expired holder is taken over', async ({ session, clock }) => {
    await session.acquire(ALICE, 100);
    clock.advance(100);
    const taken = expectType(await take(session, BOB, 1), 'acquired', 'the reclaim');
    expectSame([taken.lease.fence, taken.lease.expires_ms], [2, 100 + TTL_MS], 'the lease');
  }),

  timed('an opaque holder is not taken over just before its expiry', async ({ session, clock }) => {
    await session.acquire(ALICE, 100);
    clock.advance(99);
    const seen = await take(session, BOB, 1);
    expectSame(seen, { type: 'busy', holder: ALICE, fence: 1 }, 'the reclaim');
  }),

  reclaim('a living holder is not taken over, not even by itself', async ({ session }) => {
    await session.acquire(ALICE);
    const seen = await session.unchangedBy('a reclaim', () => take(session, ALICE, 1));
    expectSame(seen, { type: 'busy', holder: ALICE, fence: 1 }, 'the reclaim');
  }),

  reclaim('a released lease may be taken over by its observer', async ({ session }) => {
    await session.release(await session.acquire(ALICE));
    const taken = expectType(await take(session, BOB, 1), 'acquired', 'the reclaim');
    expectSame([taken.lease.fence, taken.lease.owner], [2, BOB], 'the lease');
  }),

  reclaim('a released lease is not taken over by a stale observer', async ({ session }) => {
    await session.release(await session.acquire(ALICE));
    await session.release(await session.acquire(ALICE));
    const seen = await session.unchangedBy('a stale reclaim', () => take(session, BOB, 1));
    expectSame(seen, { type: 'busy', holder: null, fence: 2 }, 'the reclaim');
  }),

  reclaim('a fence that is yet to come is no observation', async ({ session }) => {
    await session.release(await session.acquire(ALICE));
    expectSame(
      await take(session, BOB, 2),
      { type: 'busy', holder: null, fence: 1 },
      'the reclaim',
    );
  }),

  reclaim('what nobody has leased is not taken over', async ({ session }) => {
    const nobody = { type: 'busy', holder: null, fence: 0 };
    expectSame(await take(session, BOB, 1), nobody, 'the reclaim of fence 1');
    expectSame(await take(session, BOB, 0), nobody, 'the reclaim of fence 0');
    expectSame((await session.acquire(BOB)).fence, 1, 'the fence afterwards');
  }),
];
