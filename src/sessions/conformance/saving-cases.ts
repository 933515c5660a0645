// Checkpoints, and what a commit leaves behind: all of it in one step.

import { ALICE, atBoundary, BOB, input, NEXT_TURN, ofTurn, work } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';
import { checkpointOf, commitOf, inputReferences, workReferences } from './requests.js';

const saving = casesOf('commit');
const timed = saving.needing('clock');

export const SAVING_CASES: readonly ConformanceCase[] = [
  saving('a session has no state before its first checkpoint', async ({ session }) => {
    await session.acquire();
    expectSame(await session.ask('readState', {}), null, 'the state');
  }),

  saving('a checkpoint saves the state and keeps lease and claims', async ({ session }) => {
    const [id] = await session.enqueueAll(work());
    const held = await session.acquire();
    await session.ready(held);
    const saved = await session.checkpoint(held, { turn_index: 3, state: { step: 1 } });
    expectSame(saved, { turn_index: 3, revision: 1, deferred: [] }, 'the answer');
    const { state, lease, work: open } = await session.observe();
    expectSame(state, { turn_index: 3, state: { step: 1 }, revision: 1 }, 'the state');
    expectSame([lease.live, lease.fence], [true, held.fence], 'the lease');
    expectSame([open[0]?.work.work_id, open[0]?.claimed_fence], [id, held.fence], 'the claim');
  }),

  saving('the revision rises by one with each checkpoint and commit', async ({ session }) => {
    const held = await session.acquire();
    const revisions = [
      (await session.checkpoint(held)).revision,
      (await session.commit(held, { commit_id: 'one' })).revision,
      (await session.checkpoint(held)).revision,
      (await session.commit(held, { commit_id: 'two' })).revision,
    ];
    expectSame(revisions, [1, 2, 3, 4], 'the revisions');
    expectSame((await session.ask('readState', {}))?.revision, 4, 'the revision of the state');
  }),

  saving('a commit lands state, completions, deferral and release at once', async ({ session }) => {
    const [, left] = await session.enqueueAll(work(), work());
    const [, active = 0] = await session.submitAll(input(1), input(2, ofTurn(0)));
    const held = await session.acquire();
    const completes = {
      work: workReferences(await session.ready(held)),
      inputs: inputReferences(await session.take(held), held),
    };
    const parts = { turn_index: 1, state: ['end'], completes, defers: 0, releases_lease: true };
    const result = await session.commit(held, parts);
    const { fence } = held;
    const expected = {
      commit_id: 'commit-1',
      fence,
      turn_index: 1,
      revision: 1,
      deferred: [active],
    };
    expectSame(result, expected, 'the answer');
    const after = await session.observe();
    expectSame(after.state, { turn_index: 1, state: ['end'], revision: 1 }, 'the state');
    expectSame(after.lease, { fence, lease: null, live: false }, 'the lease');
    expectSame(
      after.work.map((row) => row.work.work_id),
      [left],
      'the open work',
    );
    const pending = after.inputs.map(({ input_id, state }) => [input_id, state]);
    expectSame(pending, [[active, 'deferred_next_turn']], 'the pending inputs');
  }),

  saving('a commit that releases nothing keeps the lease', async ({ session }) => {
    const held = await session.acquire();
    await session.commit(held);
    const { live, fence } = await session.ask('inspectLease', {});
    expectSame([live, fence], [true, held.fence], 'the lease');
  }),

  saving('a commit that releases leaves the next fence to the next holder', async ({ session }) => {
    const held = await session.acquire(ALICE);
    await session.commit(held, { releases_lease: true });
    expectSame((await session.acquire(BOB)).fence, held.fence + 1, 'the fence');
  }),

  saving('a commit that completes nothing leaves claims as they are', async ({ session }) => {
    const [id] = await session.enqueueAll(work());
    const held = await session.acquire();
    await session.ready(held);
    await session.commit(held);
    expectSame(await session.openWork(), [[id, held.fence]], 'the open work');
  }),

  saving('the turn index stays or rises', async ({ session }) => {
    const held = await session.acquire();
    await session.checkpoint(held, { turn_index: 2 });
    await session.commit(held, { turn_index: 2, commit_id: 'same' });
    await session.commit(held, { turn_index: 7, commit_id: 'later' });
    expectSame((await session.ask('readState', {}))?.turn_index, 7, 'the turn index');
  }),

  saving('the turn index never falls', async ({ session }) => {
    const held = await session.acquire();
    await session.checkpoint(held, { turn_index: 2 });
    const request = commitOf(held, { turn_index: 1, releases_lease: true });
    const { current } = await session.refuse('commit', { request }, 'TurnIndexFell');
    expectSame(current, 2, 'the index that the error names');
    const earlier = checkpointOf(held, { turn_index: 1 });
    await session.refuse('checkpoint', { request: earlier }, 'TurnIndexFell');
  }),

  saving('no checkpoint without the current fence', async ({ session }) => {
    const stale = await session.acquire(ALICE);
    const request = checkpointOf(stale, { state: 'stale' });
    await session.release(stale);
    await session.refuse('checkpoint', { request }, 'LeaseExpired');
    await session.acquire(BOB);
    const { current_fence } = await session.refuse('checkpoint', { request }, 'LeaseExpired');
    expectSame(current_fence, stale.fence + 1, 'the current fence');
  }),

  timed('no checkpoint at the instant of expiry', async ({ session, clock }) => {
    const held = await session.acquire(ALICE, 100);
    clock.advance(100);
    await session.refuse('checkpoint', { request: checkpointOf(held) }, 'LeaseExpired');
  }),

  saving('the waiting inputs of an interrupted turn are deferred', async ({ session }) => {
    const drafts = [input(0), input(1, ofTurn(0)), input(2, ofTurn(0, 'before_completion'))];
    const ids = await session.submitAll(...drafts, input(3, ofTurn(1)));
    const held = await session.acquire();
    const { deferred } = await session.checkpoint(held, { defers: 0 });
    expectSame(deferred, ids.slice(1, 3), 'the deferred inputs');
    const pending = await session.ask('pendingInputs', {});
    const targets = pending.map(({ state, target }) => [state, target.type]);
    const next = ['deferred_next_turn', 'next_turn'];
    expectSame(targets, [next, next, next, ['pending_active', 'active_turn']], 'what is pending');
    expectSame(await session.take(held, atBoundary(0, 'before_completion')), [], 'the active');
    expectSame(await session.take(held, NEXT_TURN), ids.slice(0, 3), 'the claim of the next turn');
  }),

  saving('nothing is deferred twice', async ({ session }) => {
    await session.submitAll(input(1, ofTurn(0)));
    const held = await session.acquire();
    await session.checkpoint(held, { defers: 0 });
    expectSame((await session.checkpoint(held, { defers: 0 })).deferred, [], 'the deferred inputs');
  }),

  saving('what is cancelled or claimed is not deferred', async ({ session }) => {
    const drafts = [input(1, ofTurn(0)), input(2, ofTurn(0)), input(3, ofTurn(0))];
    const [cancelled = 0, claimed = 0, left] = await session.submitAll(...drafts);
    await session.cancel(cancelled);
    const held = await session.acquire();
    await session.take(held, atBoundary(0, 'after_work'), 1);
    expectSame((await session.checkpoint(held, { defers: 0 })).deferred, [left], 'the deferred');
    await session.commit(held, {
      completes: { work: [], inputs: inputReferences([claimed], held) },
    });
    expectSame(await session.pendingIds(), [left], 'the pending inputs');
  }),

  saving('what a generation that is over had claimed is deferred', async ({ session }) => {
    const ids = await session.submitAll(input(1, ofTurn(0)));
    const stale = await session.acquire(ALICE);
    await session.take(stale, atBoundary(0, 'after_work'));
    await session.release(stale);
    const held = await session.acquire(BOB);
    expectSame((await session.checkpoint(held, { defers: 0 })).deferred, ids, 'the deferred');
    expectSame(await session.take(held), ids, 'the claim of the next turn');
  }),

  saving('an input that is cancelled after its deferral is never claimed', async ({ session }) => {
    const [id = 0] = await session.submitAll(input(1, ofTurn(0)));
    const held = await session.acquire();
    await session.checkpoint(held, { defers: 0 });
    expectSame(await session.cancel(id), { type: 'cancelled' }, 'the answer');
    expectSame(await session.take(held), [], 'the claim of the next turn');
  }),

  saving('states are saved per session', async ({ session, other }) => {
    const theirs = await other.acquire();
    await other.checkpoint(theirs, { turn_index: 9 });
    const mine = await session.acquire();
    expectSame((await session.commit(mine, { turn_index: 1 })).revision, 1, 'the revision');
    const kept = await other.ask('readState', {});
    expectSame([kept?.turn_index, kept?.revision], [9, 1], 'the state of the other session');
  }),
];
