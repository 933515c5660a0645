// The queue of work: its order, and what may be claimed of it at which boundary.

import type { Work } from '../terms.js';
import { command, joining, MAX, work } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';
import type { StagedSession } from './staged-session.js';
import { workReferences } from './requests.js';

const queue = casesOf('work');

/** Ids of what is claimed when all that is ready is asked for. */
async function readyIds(...args: readonly [StagedSession, ...Parameters<StagedSession['ready']>]) {
  const [session, ...asked] = args;
  return (await session.ready(...asked)).map((claim) => claim.work.work_id);
}

export const WORK_CASES: readonly ConformanceCase[] = [
  queue('work is kept as it was drafted and listed in order', async ({ session }) => {
    const drafts = [work({ payload: { n: 1 } }), command(), joining('key')];
    const rows: Work[] = [];
    for (const draft of drafts) rows.push(await session.enqueue(draft));
    const expected = drafts.map((draft, index) => {
      const row = { ...draft, session_id: session.session_id, work_id: rows[index]?.work_id };
      return { work: row, claimed_fence: null };
    });
    expectSame(await session.ask('openWork', {}), expected, 'the open work');
    expectSame(
      rows,
      expected.map((row) => row.work),
      'what enqueueing answered',
    );
  }),

  queue('ids of work rise over all sessions and are never used again', async (stage) => {
    const { session, other } = stage;
    const ids = [(await session.enqueue(work())).work_id, (await other.enqueue(work())).work_id];
    const held = await session.acquire();
    await session.ask('completeWork', { claims: workReferences(await session.ready(held)) });
    ids.push((await session.enqueue(work())).work_id);
    const rising = [...new Set(ids)].toSorted((left, right) => left - right);
    expectSame(ids, rising, 'the ids');
  }),

  queue('the leading command is claimed', async ({ session }) => {
    const [first] = await session.enqueueAll(command(), work());
    const { fence } = await session.acquire();
    const claim = await session.ask('claimLeadingCommand', { fence });
    expectSame([claim?.work.work_id, claim?.fence], [first, fence], 'the claim');
  }),

  queue('commands are claimed one at a time, in order, each once', async ({ session }) => {
    const ids = await session.enqueueAll(command(), command());
    const { fence } = await session.acquire();
    const claimed: (number | undefined)[] = [];
    for (let times = 0; times < 3; times += 1) {
      claimed.push((await session.ask('claimLeadingCommand', { fence }))?.work.work_id);
    }
    expectSame(
      claimed.map((id) => id ?? null),
      [...ids, null],
      'the commands',
    );
  }),

  queue('a command behind turn work is not leading', async ({ session }) => {
    await session.enqueueAll(work(), command());
    const { fence } = await session.acquire();
    const claim = await session.unchangedBy('a claim of no command', () =>
      session.ask('claimLeadingCommand', { fence }),
    );
    expectSame(claim, null, 'the leading command');
  }),

  queue('an empty queue has no command and nothing ready', async ({ session }) => {
    const held = await session.acquire();
    expectSame(await session.ask('claimLeadingCommand', { fence: held.fence }), null, 'command');
    expectSame(await session.ready(held), [], 'what is ready');
  }),

  queue('nothing is ready while a command is first', async ({ session }) => {
    await session.enqueueAll(command(), work());
    const held = await session.acquire();
    const ready = await session.unchangedBy('a claim of nothing', () => session.ready(held));
    expectSame(ready, [], 'what is ready');
  }),

  queue('work behind a command is ready once the command is claimed', async ({ session }) => {
    const [, second] = await session.enqueueAll(command(), work());
    const held = await session.acquire();
    await session.ask('claimLeadingCommand', { fence: held.fence });
    expectSame(await readyIds(session, held), [second], 'what is ready');
  }),

  queue('an exclusive batch goes alone', async ({ session }) => {
    const ids = await session.enqueueAll(work(), work(), joining('key'));
    const held = await session.acquire();
    expectSame(await readyIds(session, held), ids.slice(0, 1), 'the first claim');
    expectSame(await readyIds(session, held), ids.slice(1, 2), 'the second claim');
  }),

  queue('batches that join go together', async ({ session }) => {
    const ids = await session.enqueueAll(joining('key'), joining('key'), joining('key'));
    const held = await session.acquire();
    expectSame(await readyIds(session, held), ids, 'what is ready');
  }),

  queue('a join ends at another merge key', async ({ session }) => {
    const ids = await session.enqueueAll(joining('one'), joining('other'), joining('one'));
    const held = await session.acquire();
    expectSame(await readyIds(session, held), ids.slice(0, 1), 'what is ready');
  }),

  queue('a join ends at another delivery policy', async ({ session }) => {
    const later = joining('key', { delivery: 'after_current_turn_commit' });
    const ids = await session.enqueueAll(joining('key'), later, joining('key'));
    const held = await session.acquire();
    expectSame(await readyIds(session, held), ids.slice(0, 1), 'what is ready');
  }),

  queue('a join ends at an exclusive batch', async ({ session }) => {
    const ids = await session.enqueueAll(joining('key'), work(), joining('key'));
    const held = await session.acquire();
    expectSame(await readyIds(session, held), ids.slice(0, 1), 'what is ready');
  }),

  queue('a join ends at a command, though it has an equal slot', async ({ session }) => {
    const joined = { ...command(), slot: joining('key').slot };
    const ids = await session.enqueueAll(joining('key'), joined, joining('key'));
    const held = await session.acquire();
    expectSame(await readyIds(session, held), ids.slice(0, 1), 'what is ready');
  }),

  queue('no more batches are claimed than were asked for', async ({ session }) => {
    const ids = await session.enqueueAll(...Array.from({ length: 5 }, () => joining('key')));
    const held = await session.acquire();
    expectSame(await readyIds(session, held, 'idle', 2), ids.slice(0, 2), 'the first claim');
    expectSame(await readyIds(session, held, 'idle', 2), ids.slice(2, 4), 'the second claim');
  }),

  queue('an active turn is given work for the earliest boundary', async ({ session }) => {
    const ids = await session.enqueueAll(work());
    const held = await session.acquire();
    const ready = await readyIds(session, held, 'active_turn_checkpoint');
    expectSame(ready, ids, 'what is ready');
  }),

  queue('an active turn is not given work that waits for its commit', async ({ session }) => {
    await session.enqueueAll(work({ delivery: 'after_current_turn_commit' }), work());
    const held = await session.acquire();
    expectSame(await session.ready(held, 'active_turn_checkpoint'), [], 'what is ready');
  }),

  queue('an idle session is given work of either policy', async ({ session }) => {
    const later = work({ delivery: 'after_current_turn_commit' });
    const ids = await session.enqueueAll(later, work());
    const held = await session.acquire();
    expectSame(await readyIds(session, held), ids.slice(0, 1), 'the first claim');
    expectSame(await readyIds(session, held), ids.slice(1), 'the second claim');
  }),

  queue('many claimed rows never hide a later one', async ({ session }) => {
    const many = await session.enqueueAll(...Array.from({ length: 70 }, () => joining('key')));
    const held = await session.acquire();
    expectSame(await readyIds(session, held), many, 'the first claim');
    const late = await session.enqueueAll(work(), command());
    expectSame(await readyIds(session, held), late.slice(0, 1), 'the work behind 70 claims');
    const claim = await session.ask('claimLeadingCommand', { fence: held.fence });
    expectSame(claim?.work.work_id, late[1], 'the command behind 71 claims');
  }),

  queue('many commands never hide the work behind them', async ({ session }) => {
    await session.enqueueAll(...Array.from({ length: 40 }, () => command()));
    const [last] = await session.enqueueAll(work());
    const held = await session.acquire();
    for (let times = 0; times < 40; times += 1) {
      expectSame(await session.ready(held), [], 'what is ready before the last command');
      await session.ask('claimLeadingCommand', { fence: held.fence });
    }
    expectSame(await readyIds(session, held), [last], 'what is ready');
  }),

  queue('sessions have queues of their own', async ({ session, other }) => {
    const [mine] = await session.enqueueAll(joining('key'));
    const [theirs] = await other.enqueueAll(joining('key'), command());
    const held = await session.acquire();
    expectSame(await readyIds(session, held, 'idle', MAX), [mine], 'what is ready');
    const [first] = await other.openWork();
    expectSame(first, [theirs, null], 'the queue of the other session');
  }),
];
