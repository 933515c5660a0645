// Commits that are refused, and commits that are sent again.

import type { CommitRequest } from '../terms.js';
import { ALICE, BOB, input, processOwner, TTL_MS, work } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';
import { commitOf, inputReferences, workReferences } from './requests.js';

const commit = casesOf('commit');

const NOTHING = { work: [], inputs: [] };

/** Every part of a request but its id, changed. */
const CHANGES: readonly Partial<CommitRequest>[] = [
  { state: 'other' },
  { turn_index: 5 },
  { defers: 0 },
  { releases_lease: true },
  { fence: 2 },
  { completes: { work: [{ work_id: 1, fence: 1 }], inputs: [] } },
  { completes: { work: [], inputs: [{ input_id: 1, fence: 1 }] } },
];

export const COMMIT_CASES: readonly ConformanceCase[] = [
  commit('no commit of a session that nobody has leased', async ({ session, other }) => {
    const request = commitOf(await other.acquire());
    const { current_fence } = await session.refuse('commit', { request }, 'LeaseExpired');
    expectSame(current_fence, null, 'the current fence');
  }),

  commit('no commit after the lease was released', async ({ session }) => {
    await session.enqueueAll(work());
    const held = await session.acquire();
    const completes = { work: workReferences(await session.ready(held)), inputs: [] };
    await session.release(held);
    const request = commitOf(held, { completes, releases_lease: true });
    const { current_fence } = await session.refuse('commit', { request }, 'LeaseExpired');
    expectSame(current_fence, held.fence, 'the current fence');
  }),

  commit('no commit with the fence of an earlier holder', async ({ session }) => {
    await session.enqueueAll(work());
    const stale = await session.acquire(ALICE);
    const completes = { work: workReferences(await session.ready(stale)), inputs: [] };
    await session.release(stale);
    await session.acquire(BOB);
    const request = commitOf(stale, { completes, releases_lease: true });
    const { current_fence } = await session.refuse('commit', { request }, 'LeaseExpired');
    expectSame(current_fence, stale.fence + 1, 'the current fence');
  }),

  commit('no commit with a fence that is yet to come', async ({ session }) => {
    const held = await session.acquire();
    const request = commitOf(held, { fence: held.fence + 1 });
    await session.refuse('commit', { request }, 'LeaseExpired');
  }),

  commit.needing('clock')('no commit at the instant of expiry', async ({ session, clock }) => {
    const held = await session.acquire(ALICE, 100);
    clock.advance(100);
    await session.refuse('commit', { request: commitOf(held) }, 'LeaseExpired');
  }),

  commit.needing('clock')('a commit just before the expiry lands', async ({ session, clock }) => {
    const held = await session.acquire(ALICE, 100);
    clock.advance(99);
    expectSame((await session.commit(held)).revision, 1, 'the revision');
  }),

  commit.needing('processes')('no commit of a holder that was taken over', async (stage) => {
    const { session, processes } = stage;
    const held = await session.acquire(processOwner('mortal', 4_712));
    processes.die(4_712);
    const takeover = { claimant: BOB, observed_fence: held.fence, ttl_ms: TTL_MS };
    await session.ask('reclaimLease', takeover);
    await session.refuse('commit', { request: commitOf(held) }, 'LeaseExpired');
  }),

  commit('a commit that names unclaimed work lands nothing', async ({ session }) => {
    const [, second = 0] = await session.enqueueAll(work(), work());
    const [input_id] = await session.submitAll(input(1));
    const held = await session.acquire();
    const good = workReferences(await session.ready(held));
    const inputs = inputReferences(await session.take(held), held);
    const completes = { work: [...good, { work_id: second, fence: held.fence }], inputs };
    const request = commitOf(held, { completes, releases_lease: true, defers: 0 });
    const { row_id } = await session.refuse('commit', { request }, 'ClaimSuperseded');
    expectSame(row_id, second, 'the row that the error names');
    const cancelled = await session.cancel(input_id ?? 0);
    expectSame(cancelled, { type: 'too_late', state: 'accepted' }, 'the input that it named, too');
  }),

  commit('a commit that names an unclaimed input lands nothing', async ({ session }) => {
    await session.enqueueAll(work());
    const { input_id } = await session.submit(input(1));
    const held = await session.acquire();
    const completes = {
      work: workReferences(await session.ready(held)),
      inputs: inputReferences([input_id], held),
    };
    const request = commitOf(held, { completes, releases_lease: true });
    const { row_id } = await session.refuse('commit', { request }, 'ClaimSuperseded');
    expectSame(row_id, input_id, 'the row that the error names');
  }),

  commit('a commit completes no claims of an earlier generation', async ({ session }) => {
    await session.enqueueAll(work());
    const stale = await session.acquire(ALICE);
    const claimed = workReferences(await session.ready(stale));
    await session.release(stale);
    const held = await session.acquire(BOB);
    const renamed = claimed.map(({ work_id }) => ({ work_id, fence: held.fence }));
    for (const references of [claimed, renamed]) {
      const request = commitOf(held, { completes: { work: references, inputs: [] } });
      await session.refuse('commit', { request }, 'ClaimSuperseded');
    }
  }),

  commit('a commit completes no work that was completed before it', async ({ session }) => {
    await session.enqueueAll(work());
    const held = await session.acquire();
    const references = workReferences(await session.ready(held));
    await session.ask('completeWork', { claims: references });
    const request = commitOf(held, { completes: { work: references, inputs: [] } });
    await session.refuse('commit', { request }, 'ClaimSuperseded');
  }),

  commit('a commit completes no input twice', async ({ session }) => {
    await session.submitAll(input(1));
    const held = await session.acquire();
    const completes = { work: [], inputs: inputReferences(await session.take(held), held) };
    await session.commit(held, { completes });
    const request = commitOf(held, { completes, commit_id: 'another' });
    await session.refuse('commit', { request }, 'ClaimSuperseded');
  }),

  commit('a refused commit may be corrected under its id', async ({ session }) => {
    const held = await session.acquire();
    await session.checkpoint(held, { turn_index: 1 });
    await session.refuse('commit', { request: commitOf(held) }, 'TurnIndexFell');
    expectSame((await session.commit(held, { turn_index: 1 })).revision, 2, 'the revision');
  }),

  commit('a commit that is sent again answers as at first', async ({ session }) => {
    await session.enqueueAll(work());
    const held = await session.acquire();
    const completes = { work: workReferences(await session.ready(held)), inputs: [] };
    const request = commitOf(held, { completes, state: { a: 1, b: 2 }, turn_index: 1 });
    const first = await session.ask('commit', { request });
    await session.checkpoint(held, { turn_index: 2, state: 'later' });
    const again = await session.unchangedBy('a replayed commit', () =>
      session.ask('commit', { request: { ...request, state: { b: 2, a: 1 } } }),
    );
    expectSame(again, first, 'the answer to the second time');
  }),

  commit('a commit that is sent again is known whoever holds the lease', async ({ session }) => {
    const held = await session.acquire(ALICE);
    const request = commitOf(held, { releases_lease: true });
    const first = await session.ask('commit', { request });
    const released = await session.unchangedBy('a replay after the release', () =>
      session.ask('commit', { request }),
    );
    await session.acquire(BOB);
    const taken = await session.unchangedBy('a replay after another has the lease', () =>
      session.ask('commit', { request }),
    );
    expectSame([released, taken], [first, first], 'the answers');
  }),

  commit('another commit under a known id is a conflict', async ({ session }) => {
    const held = await session.acquire();
    const request = commitOf(held, { turn_index: 1 });
    await session.ask('commit', { request });
    for (const change of CHANGES) {
      await session.refuse('commit', { request: { ...request, ...change } }, 'CommitConflict');
    }
  }),

  commit('a conflict is told before the lease is looked at', async ({ session }) => {
    const held = await session.acquire();
    const request = commitOf(held, { releases_lease: true });
    await session.ask('commit', { request });
    const other = { ...request, state: 'other' };
    await session.refuse('commit', { request: other }, 'CommitConflict');
  }),

  commit('commit ids belong to their session', async ({ session, other }) => {
    await session.commit(await session.acquire(), { completes: NOTHING, state: 'mine' });
    const theirs = await other.commit(await other.acquire(), { state: 'theirs' });
    expectSame(theirs.revision, 1, 'the revision of the other session');
    expectSame((await other.ask('readState', {}))?.state, 'theirs', 'its state');
  }),
];
