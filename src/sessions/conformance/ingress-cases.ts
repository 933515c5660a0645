// Submission of turn inputs: once per source key, for ever, within a session.

import type { TurnInput } from '../terms.js';
import { ALICE, input, ofTurn } from './cast.js';
import type { ConformanceCase } from './conformance-case.js';
import { casesOf } from './define-case.js';
import { expectSame } from './expectations.js';
import { inputReferences } from './requests.js';

const ingress = casesOf('inputs');

const KEYED = input({ text: 'hello', n: 1 }, { source_key: 'key' });

export const INGRESS_CASES: readonly ConformanceCase[] = [
  ingress('inputs wait for what they were drafted for, in order', async ({ session }) => {
    const drafts = [input('one'), input('two', ofTurn(3)), KEYED];
    const rows: TurnInput[] = [];
    for (const draft of drafts) rows.push(await session.submit(draft));
    const states = ['deferred_next_turn', 'pending_active', 'deferred_next_turn'];
    const expected = drafts.map((draft, index) => ({
      ...draft,
      session_id: session.session_id,
      input_id: rows[index]?.input_id,
      state: states[index],
    }));
    expectSame(rows, expected, 'what submitting answered');
    expectSame(await session.ask('pendingInputs', {}), expected, 'the pending inputs');
  }),

  ingress('ids of inputs rise over all sessions', async ({ session, other }) => {
    const ids = [];
    for (const target of [session, other, session]) {
      ids.push((await target.submit(input(null))).input_id);
    }
    const rising = [...new Set(ids)].toSorted((left, right) => left - right);
    expectSame(ids, rising, 'the ids');
  }),

  ingress('a key that is submitted again gives the original', async ({ session }) => {
    const original = await session.submit(KEYED);
    const again = await session.unchangedBy('a replay', () =>
      session.ask('submitInput', { draft: { ...KEYED, payload: { n: 1, text: 'hello' } } }),
    );
    expectSame(again, { input: original, replayed: true }, 'the replay');
  }),

  ingress('a known key with another payload is a conflict', async ({ session }) => {
    const { input_id } = await session.submit(KEYED);
    const draft = { ...KEYED, payload: 'other' };
    const error = await session.refuse('submitInput', { draft }, 'SourceKeyConflict');
    expectSame(error.existing_input_id, input_id, 'the input that the error names');
  }),

  ingress('a known key with another target is a conflict', async ({ session }) => {
    await session.submit(KEYED);
    const draft = { ...KEYED, ...ofTurn(1) };
    await session.refuse('submitInput', { draft }, 'SourceKeyConflict');
  }),

  ingress('a key belongs to its session', async ({ session, other }) => {
    const mine = await session.submit(KEYED);
    const theirs = await other.submit({ ...KEYED, payload: 'other' });
    expectSame(mine.input_id === theirs.input_id, false, 'whether the ids are equal');
  }),

  ingress('inputs without a key are all new, however equal', async ({ session }) => {
    const ids = await session.submitAll(input('same'), input('same'));
    expectSame(await session.pendingIds(), ids, 'the pending inputs');
    expectSame(new Set(ids).size, 2, 'how many they are');
  }),

  ingress('inputs with other keys are new, however equal', async ({ session }) => {
    await session.submit(KEYED);
    await session.submit({ ...KEYED, source_key: 'other' });
    expectSame((await session.pendingIds()).length, 2, 'how many wait');
  }),

  ingress('a key is still known once its input is completed', async ({ session }) => {
    const { input_id } = await session.submit(KEYED);
    const held = await session.acquire();
    const inputs = inputReferences(await session.take(held), held);
    await session.commit(held, { completes: { work: [], inputs }, releases_lease: true });
    const again = await session.unchangedBy('a replay', () =>
      session.ask('submitInput', { draft: KEYED }),
    );
    const completed = { ...KEYED, session_id: session.session_id, input_id, state: 'completed' };
    expectSame(again, { input: completed, replayed: true }, 'the replay');
    const draft = { ...KEYED, payload: 'other' };
    const error = await session.refuse('submitInput', { draft }, 'SourceKeyConflict');
    expectSame(error.existing_input_id, input_id, 'the input that the error names');
  }),

  ingress('a key is still known once its input is cancelled', async ({ session }) => {
    const { input_id } = await session.submit(KEYED);
    await session.cancel(input_id);
    const again = await session.ask('submitInput', { draft: KEYED });
    const seen = [again.replayed, again.input.input_id, again.input.state];
    expectSame(seen, [true, input_id, 'cancelled'], 'the replay');
    expectSame(await session.pendingIds(), [], 'the pending inputs');
  }),

  ingress('a key is still known while its input is claimed', async ({ session }) => {
    const { input_id } = await session.submit(KEYED);
    await session.take(await session.acquire(ALICE));
    const again = await session.ask('submitInput', { draft: KEYED });
    const seen = [again.replayed, again.input.input_id, again.input.state];
    expectSame(seen, [true, input_id, 'accepted'], 'the replay');
    expectSame(await session.pendingIds(), [], 'the pending inputs');
  }),

  ingress('a replay tells of a claim that is over as of none', async ({ session }) => {
    const { input_id } = await session.submit(KEYED);
    const held = await session.acquire(ALICE);
    await session.take(held);
    await session.release(held);
    const again = await session.ask('submitInput', { draft: KEYED });
    const seen = [again.replayed, again.input.input_id, again.input.state];
    expectSame(seen, [true, input_id, 'deferred_next_turn'], 'the replay');
  }),

  ingress('a key is still known by its first content once deferred', async ({ session }) => {
    const draft = { ...KEYED, ...ofTurn(0) };
    const { input_id } = await session.submit(draft);
    await session.checkpoint(await session.acquire(), { defers: 0 });
    const again = await session.ask('submitInput', { draft });
    expectSame([again.replayed, again.input.input_id], [true, input_id], 'the replay');
    await session.refuse('submitInput', { draft: KEYED }, 'SourceKeyConflict');
    expectSame(await session.pendingIds(), [input_id], 'the pending inputs');
  }),
];
