// Claims and cancellation of turn inputs: of the two exactly one wins.

import { ALICE, atBoundary, BOB, input, NEXT_TURN, ofTurn, work } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';
import { inputReferences } from './requests.js';

const claims = casesOf('inputs');
const timed = claims.needing('clock');

export const INPUT_CLAIM_CASES: readonly ConformanceCase[] = [
  claims('inputs for the next turn are claimed in order, up to a number', async ({ session }) => {
    const ids = await session.submitAll(input(1), input(2), input(3));
    const held = await session.acquire();
    expectSame(await session.take(held, NEXT_TURN, 2), ids.slice(0, 2), 'the first claim');
    expectSame(await session.take(held, NEXT_TURN, 2), ids.slice(2), 'the second claim');
    expectSame(await session.take(held), [], 'the third claim');
  }),

  claims('claimed inputs are hidden from what is pending', async ({ session }) => {
    const ids = await session.submitAll(input(1), input(2));
    await session.take(await session.acquire(), NEXT_TURN, 1);
    expectSame(await session.pendingIds(), ids.slice(1), 'the pending inputs');
  }),

  claims('a claim gives the input as it was drafted', async ({ session }) => {
    const draft = input({ deep: [1, { text: 'ä' }] }, { ...ofTurn(2), source_key: 'key' });
    const { input_id } = await session.submit(draft);
    const { fence } = await session.acquire();
    const selection = atBoundary(2, 'after_work');
    const claimed = await session.ask('claimInputs', { fence, selection, max: 1 });
    const row = { ...draft, session_id: session.session_id, input_id, state: 'accepted' };
    expectSame(claimed, [{ input: row, fence }], 'the claim');
  }),

  claims('the next turn is not given the inputs of an active one', async ({ session }) => {
    const [, second] = await session.submitAll(input(1, ofTurn(0)), input(2));
    expectSame(await session.take(await session.acquire()), [second], 'the claim');
  }),

  claims('an active turn is given its own inputs alone', async ({ session }) => {
    const drafts = [input(1), input(2, ofTurn(0)), input(3, ofTurn(1)), input(4, ofTurn(2))];
    const ids = await session.submitAll(...drafts);
    const taken = await session.take(await session.acquire(), atBoundary(1, 'before_completion'));
    expectSame(taken, ids.slice(2, 3), 'the claim');
  }),

  claims('an input waits for its boundary, and later ones include earlier', async ({ session }) => {
    const drafts = [input(1, ofTurn(0, 'before_completion')), input(2, ofTurn(0, 'after_work'))];
    const [late, early] = await session.submitAll(...drafts);
    const [last] = await session.submitAll(input(3, ofTurn(0, 'after_work')));
    const held = await session.acquire();
    const soon = await session.take(held, atBoundary(0, 'after_work'), 1);
    expectSame(soon, [early], 'the claim after work');
    const all = await session.take(held, atBoundary(0, 'before_completion'));
    expectSame(all, [late, last], 'the claim before completion');
  }),

  claims('many claimed inputs never hide a later one', async ({ session }) => {
    const many = await session.submitAll(...Array.from({ length: 70 }, (_, n) => input(n)));
    const held = await session.acquire();
    expectSame(await session.take(held), many, 'the first claim');
    const late = await session.submitAll(input('late'));
    expectSame(await session.take(held, NEXT_TURN, 1), late, 'the claim behind 70');
  }),

  claims('a claim is over when its lease is released', async ({ session }) => {
    const ids = await session.submitAll(input(1), input(2));
    const first = await session.acquire(ALICE);
    await session.take(first);
    await session.release(first);
    const pending = await session.ask('pendingInputs', {});
    const states = pending.map(({ input_id, state }) => [input_id, state]);
    expectSame(
      states,
      ids.map((id) => [id, 'deferred_next_turn']),
      'the pending inputs',
    );
    expectSame(await session.take(await session.acquire(BOB)), ids, 'the claim of the next');
  }),

  timed('a claim is over when its lease expires', async ({ session, clock }) => {
    const ids = await session.submitAll(input(1, ofTurn(0)));
    await session.take(await session.acquire(ALICE, 100), atBoundary(0, 'after_work'));
    clock.advance(99);
    expectSame(await session.pendingIds(), [], 'the pending inputs before');
    clock.advance(1);
    const [again] = await session.ask('pendingInputs', {});
    expectSame([again?.input_id, again?.state], [ids[0], 'pending_active'], 'what is pending');
    const next = await session.acquire(BOB);
    expectSame(await session.take(next, atBoundary(0, 'after_work')), ids, 'the next claim');
  }),

  claims('no input is claimed without the current fence', async ({ session, other }) => {
    await session.submitAll(input(1));
    const stale = await session.acquire(ALICE);
    const late = { fence: stale.fence, selection: NEXT_TURN, max: 1 };
    await session.refuse('claimInputs', { ...late, fence: stale.fence + 1 }, 'LeaseExpired');
    await session.release(stale);
    await session.refuse('claimInputs', late, 'LeaseExpired');
    const { fence } = await session.acquire(BOB);
    const { current_fence } = await session.refuse('claimInputs', late, 'LeaseExpired');
    expectSame(current_fence, fence, 'the current fence');
    const never = await other.refuse('claimInputs', late, 'LeaseExpired');
    expectSame(never.current_fence, null, 'the fence of a session that nobody leased');
  }),

  claims('a cancelled input is gone and never claimed', async ({ session }) => {
    const [first = 0, second] = await session.submitAll(input(1), input(2));
    expectSame(await session.cancel(first), { type: 'cancelled' }, 'the answer');
    expectSame(await session.pendingIds(), [second], 'the pending inputs');
    expectSame(await session.take(await session.acquire()), [second], 'the claim');
    expectSame(await session.cancel(first), { type: 'cancelled' }, 'the answer to a second time');
  }),

  claims('an input that is claimed is not cancelled', async ({ session }) => {
    const [id = 0] = await session.submitAll(input(1));
    const held = await session.acquire();
    const inputs = inputReferences(await session.take(held), held);
    const late = await session.unchangedBy('a late cancel', () => session.cancel(id));
    expectSame(late, { type: 'too_late', state: 'accepted' }, 'the answer');
    await session.commit(held, { completes: { work: [], inputs } });
    expectSame(await session.cancel(id), { type: 'too_late', state: 'completed' }, 'afterwards');
  }),

  claims('an input whose claim is over is cancelled', async ({ session }) => {
    const [id = 0] = await session.submitAll(input(1));
    const stale = await session.acquire(ALICE);
    await session.take(stale);
    await session.release(stale);
    expectSame(await session.cancel(id), { type: 'cancelled' }, 'the answer');
    expectSame(await session.take(await session.acquire(BOB)), [], 'what is claimed then');
  }),

  claims('an input that is claimed anew is not cancelled', async ({ session }) => {
    const [id = 0] = await session.submitAll(input(1));
    const stale = await session.acquire(ALICE);
    await session.take(stale);
    await session.release(stale);
    await session.take(await session.acquire(BOB));
    expectSame(await session.cancel(id), { type: 'too_late', state: 'accepted' }, 'the answer');
  }),

  claims('what was never submitted is not cancelled', async ({ session, other }) => {
    const { input_id } = await session.submit(input(1));
    await session.refuse('cancelInput', { input_id: input_id + 1 }, 'UnknownRow');
    await other.refuse('cancelInput', { input_id }, 'UnknownRow');
    expectSame(await session.pendingIds(), [input_id], 'the pending inputs');
  }),

  claims('claiming work leaves the inputs alone', async ({ session }) => {
    const ids = await session.submitAll(input(1), input(2, ofTurn(0)));
    await session.enqueueAll(work());
    await session.ready(await session.acquire());
    expectSame(await session.pendingIds(), ids, 'the pending inputs');
  }),

  claims('claiming inputs leaves other sessions alone', async ({ session, other }) => {
    await session.submitAll(input(1));
    const theirs = await other.submitAll(input(2));
    const held = await session.acquire();
    const inputs = inputReferences(await session.take(held), held);
    await session.commit(held, { completes: { work: [], inputs } });
    expectSame(await other.pendingIds(), theirs, 'the pending inputs of the other');
  }),
];
