// Claims of work: each lives exactly as long as the generation of the lease that it was made under.

import { BOB, command, joining, TTL_MS, work } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';
import { workReferences } from './requests.js';

const claims = casesOf('work');
const timed = claims.needing('clock');

export const WORK_CLAIM_CASES: readonly ConformanceCase[] = [
  claims('a generation does not claim again what it has claimed', async ({ session }) => {
    const ids = await session.enqueueAll(joining('key'), joining('key'));
    const held = await session.acquire();
    await session.ready(held);
    await session.checkpoint(held);
    expectSame(await session.ready(held, 'active_turn_checkpoint'), [], 'what is ready later');
    const open = ids.map((id) => [id, held.fence]);
    expectSame(await session.openWork(), open, 'the open work');
  }),

  claims('a claim is over when its lease is released', async ({ session }) => {
    const ids = await session.enqueueAll(command(), work());
    const first = await session.acquire();
    await session.ask('claimLeadingCommand', { fence: first.fence });
    await session.ready(first);
    await session.release(first);
    expectSame(
      await session.openWork(),
      ids.map((id) => [id, null]),
      'the open work',
    );
    const { fence } = await session.acquire(BOB);
    const again = await session.ask('claimLeadingCommand', { fence });
    expectSame([again?.work.work_id, again?.fence], [ids[0], fence], 'the claim of the next');
  }),

  timed('a claim is over when its lease expires', async ({ session, clock }) => {
    const [id] = await session.enqueueAll(work());
    const first = await session.acquire(BOB, 100);
    const claimed = workReferences(await session.ready(first));
    clock.advance(100);
    expectSame(await session.openWork(), [[id, null]], 'the open work');
    const { row_id } = await session.refuse('completeWork', { claims: claimed }, 'ClaimSuperseded');
    expectSame(row_id, id, 'the row');
  }),

  timed('a claim outlives any time as long as its lease is renewed', async (stage) => {
    const { session, clock } = stage;
    const [id] = await session.enqueueAll(work());
    const held = await session.acquire(BOB, 100);
    const claimed = workReferences(await session.ready(held));
    for (let times = 0; times < 50; times += 1) {
      clock.advance(99);
      await session.ask('renewLease', { fence: held.fence, ttl_ms: 100 });
    }
    expectSame(await session.openWork(), [[id, held.fence]], 'the open work');
    expectSame(await session.ask('completeWork', { claims: claimed }), { completed: 1 }, 'answer');
  }),

  claims('a repeated claim of the lease keeps its claims', async ({ session }) => {
    const [id] = await session.enqueueAll(work());
    const held = await session.acquire();
    await session.ready(held);
    await session.acquire();
    expectSame(await session.openWork(), [[id, held.fence]], 'the open work');
  }),

  claims('completed work is gone, and what is behind it stays', async ({ session }) => {
    const [, second] = await session.enqueueAll(work(), work());
    const held = await session.acquire();
    const completed = workReferences(await session.ready(held));
    const answer = await session.ask('completeWork', { claims: completed });
    expectSame(answer, { completed: 1 }, 'the answer');
    expectSame(await session.openWork(), [[second, null]], 'the open work');
  }),

  claims('completed work is not completed again', async ({ session }) => {
    await session.enqueueAll(work());
    const completed = workReferences(await session.ready(await session.acquire()));
    await session.ask('completeWork', { claims: completed });
    await session.refuse('completeWork', { claims: completed }, 'ClaimSuperseded');
  }),

  claims('a superseded claim completes nothing', async ({ session }) => {
    const [id] = await session.enqueueAll(work());
    const stale = await session.acquire();
    const claimed = workReferences(await session.ready(stale));
    await session.release(stale);
    await session.refuse('completeWork', { claims: claimed }, 'ClaimSuperseded');
    const held = await session.acquire(BOB);
    await session.refuse('completeWork', { claims: claimed }, 'ClaimSuperseded');
    await session.ready(held);
    const { row_id } = await session.refuse('completeWork', { claims: claimed }, 'ClaimSuperseded');
    expectSame(row_id, id, 'the row that the error names');
  }),

  claims('the new generation completes what it has claimed anew', async ({ session }) => {
    await session.enqueueAll(work());
    const stale = await session.acquire();
    await session.ready(stale);
    await session.release(stale);
    const completed = workReferences(await session.ready(await session.acquire(BOB)));
    expectSame(await session.ask('completeWork', { claims: completed }), { completed: 1 }, 'it');
    expectSame(await session.openWork(), [], 'the open work');
  }),

  claims('nobody completes what was not claimed', async ({ session }) => {
    const [work_id = 0] = await session.enqueueAll(work());
    const { fence } = await session.acquire();
    const unclaimed = { claims: [{ work_id, fence }] };
    const { row_id } = await session.refuse('completeWork', unclaimed, 'ClaimSuperseded');
    expectSame(row_id, work_id, 'the row that the error names');
  }),

  claims('a claim is completed under its own fence alone', async ({ session }) => {
    await session.enqueueAll(work());
    const held = await session.acquire();
    const [claimed = { work_id: 0, fence: 0 }] = workReferences(await session.ready(held));
    const foreign = { claims: [{ ...claimed, fence: held.fence + 1 }] };
    await session.refuse('completeWork', foreign, 'ClaimSuperseded');
  }),

  claims('work of another session is not completed', async ({ session, other }) => {
    await session.enqueueAll(work());
    const claimed = workReferences(await session.ready(await session.acquire()));
    await other.acquire();
    const before = await session.observe();
    await other.refuse('completeWork', { claims: claimed }, 'ClaimSuperseded');
    expectSame(await session.observe(), before, 'the session whose work it is');
  }),

  claims('work is completed together or not at all', async ({ session }) => {
    const [, second = 0] = await session.enqueueAll(work(), work());
    const held = await session.acquire();
    const good = workReferences(await session.ready(held));
    const mixed = { claims: [...good, { work_id: second, fence: held.fence }] };
    const { row_id } = await session.refuse('completeWork', mixed, 'ClaimSuperseded');
    expectSame(row_id, second, 'the row that the error names');
  }),

  claims('no work is claimed without the current fence', async ({ session, other }) => {
    await session.enqueueAll(command());
    await other.enqueueAll(work());
    const stale = await session.acquire();
    await session.refuse('claimLeadingCommand', { fence: stale.fence + 1 }, 'LeaseExpired');
    await session.release(stale);
    const [fence, max] = [stale.fence, 10];
    const released = await session.refuse('claimLeadingCommand', { fence }, 'LeaseExpired');
    expectSame(released.current_fence, fence, 'the current fence');
    await session.acquire(BOB);
    const taken = await session.refuse('claimLeadingCommand', { fence }, 'LeaseExpired');
    expectSame(taken.current_fence, fence + 1, 'the current fence after another has it');
    const unleased = { fence, boundary: 'idle', max } as const;
    const never = await other.refuse('claimReadyWork', unleased, 'LeaseExpired');
    expectSame(never.current_fence, null, 'the fence of a session that nobody leased');
  }),

  timed('no work is claimed at the instant of expiry', async ({ session, clock }) => {
    await session.enqueueAll(work());
    const { fence } = await session.acquire(BOB, 100);
    clock.advance(100);
    const late = { fence, boundary: 'idle', max: 1 } as const;
    await session.refuse('claimReadyWork', late, 'LeaseExpired');
    await session.refuse('claimLeadingCommand', { fence }, 'LeaseExpired');
    await session.refuse('renewLease', { fence, ttl_ms: TTL_MS }, 'LeaseExpired');
  }),
];
