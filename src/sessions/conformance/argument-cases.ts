// What is given and what comes back: whatever JSON a caller has, and nothing else.

import type { Json } from '../../model/json.js';
import type { StoreMethod } from '../store.js';
import { ALICE, BOB, input, NEXT_TURN, ownerOf, TTL_MS, work } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';
import { REFUSED_ARGUMENTS } from './refused-arguments.js';
import { checkpointOf, commitOf } from './requests.js';

const given = casesOf('arguments');

/** Texts and structures that encodings are known to damage. */
const PAYLOADS: readonly Json[] = [
  null,
  0,
  -1.5e-7,
  9_007_199_254_740_991,
  '',
  'ünïcödé 🐎 \u0000 \u2028 "quoted" \\ \n',
  '\ud800 alone',
  [],
  {},
  [[[[[null]]]]],
  { '': 1, ' ': 2, 'a.b': 3, '💥': 4 },
  JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as Json,
];

/** Close to the most that a store takes. */
const LARGE = 'é'.repeat(900_000);

/** Names that look like others, or like something that a store's own language has a use for. */
const NAMES = [
  'a',
  'A',
  'a ',
  'á',
  'a\u0301',
  "a'; drop table leases; --",
  '%',
  '__proto__',
  'constructor',
  '1',
  '01',
  '🐎',
  'n'.repeat(200),
  'a\u0000b',
  'a\u0000c',
  '\ud800',
  '\udc00',
];

const refusals = Object.entries(REFUSED_ARGUMENTS).map(([method, faults]) =>
  given(`${method} refuses arguments that mean nothing`, async ({ session }) => {
    await session.acquire();
    for (const [what, args] of faults) {
      await session.refuse(method as StoreMethod, args, 'InvalidArgument', what);
    }
  }),
);

export const ARGUMENT_CASES: readonly ConformanceCase[] = [
  given('payloads come back as they were given', async ({ session }) => {
    for (const payload of PAYLOADS) {
      await session.enqueue(work({ payload }));
      await session.submit(input(payload));
    }
    const open = await session.ask('openWork', {});
    expectSame(
      open.map((row) => row.work.payload),
      PAYLOADS,
      'the payloads of the work',
    );
    const pending = await session.ask('pendingInputs', {});
    expectSame(
      pending.map(({ payload }) => payload),
      PAYLOADS,
      'the payloads of the inputs',
    );
  }),

  given('states come back as they were given', async ({ session }) => {
    const held = await session.acquire();
    for (const state of PAYLOADS) {
      await session.checkpoint(held, { state });
      expectSame((await session.ask('readState', {}))?.state, state, 'the state');
    }
  }),

  given('what is large comes back whole', async ({ session }) => {
    const held = await session.acquire();
    await session.commit(held, { state: LARGE });
    await session.enqueue(work({ payload: LARGE }));
    await session.submit(input(LARGE));
    const { state, work: open, inputs } = await session.observe();
    const seen = [state?.state, open[0]?.work.payload, inputs[0]?.payload];
    expectSame(
      seen.map((text) => text === LARGE),
      [true, true, true],
      'whether it is equal',
    );
  }),

  given('what becomes of a draft afterwards changes nothing', async ({ session }) => {
    const payload = { list: [1] };
    const held = await session.acquire();
    await session.enqueue(work({ payload }));
    await session.submit(input(payload, { source_key: 'key' }));
    await session.checkpoint(held, { state: payload });
    await session.unchangedBy('a change of the payload', async () => {
      payload.list.push(2);
      return Promise.resolve();
    });
  }),

  given('sessions are told apart by every character of their names', async ({ sessionOf }) => {
    const sessions = NAMES.map((name) => sessionOf(name));
    for (const [index, session] of sessions.entries()) {
      expectSame((await session.acquire()).fence, 1, `the fence of session ${index}`);
      await session.enqueue(work({ payload: index }));
    }
    for (const [index, session] of sessions.entries()) {
      const open = await session.ask('openWork', {});
      expectSame(
        open.map((row) => row.work.payload),
        [index],
        `the work of session ${index}`,
      );
    }
  }),

  given('owners, keys and commits are told apart by every character', async (stage) => {
    const { session, other } = stage;
    for (const source_key of NAMES) await session.submit(input(1, { source_key }));
    expectSame((await session.pendingIds()).length, NAMES.length, 'how many inputs wait');
    const held = await session.acquire();
    for (const commit_id of NAMES) await session.commit(held, { commit_id, state: commit_id });
    const revision = (await session.ask('readState', {}))?.revision;
    expectSame(revision, NAMES.length, 'how many commits were made');
    for (const name of NAMES) {
      const acquired = await other.acquire(ownerOf(name, name));
      expectSame(acquired.owner.owner_id, name, 'the owner');
      const busy = await other.ask('tryClaimLease', { owner: BOB, ttl_ms: TTL_MS });
      expectSame(busy.type, 'busy', 'the claim of another');
      await other.release(acquired);
    }
  }),

  given('a refused argument is told before anything else', async ({ session }) => {
    const stale = await session.acquire(ALICE);
    await session.release(stale);
    const request = commitOf(stale, { commit_id: '' });
    await session.refuse('commit', { request }, 'InvalidArgument');
    const unread = { request: checkpointOf(stale, { turn_index: -1 }) };
    await session.refuse('checkpoint', unread, 'InvalidArgument');
    const claim = { fence: stale.fence, selection: NEXT_TURN, max: 0 };
    await session.refuse('claimInputs', claim, 'InvalidArgument');
  }),

  given('a session without a name, or of a long one, is refused', async ({ sessionOf }) => {
    for (const session of [sessionOf(''), sessionOf('n'.repeat(201))]) {
      const answer = await session.answer('tryClaimLease', { owner: ALICE, ttl_ms: TTL_MS });
      expectSame(answer.ok ? 'a value' : answer.error.code, 'InvalidArgument', 'the answer');
    }
  }),

  ...refusals,
];
