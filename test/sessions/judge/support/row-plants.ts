// Histories that violate a property each: of what becomes of work and inputs.

import { commitOf, nextTurnInput, TTL_MS, turnWork } from '../../support/scene.js';
import { HistoryBuilder } from './history-builder.js';
import type { HistoryPlant } from './plant.js';
import { a, b } from './plant.js';

export const rowPlants: readonly HistoryPlant[] = [
  {
    property: 'work-once',
    what: 'work completed twice',
    tell: () => {
      const told = new HistoryBuilder();
      const claims = claimedWork(told);
      told.does('completeWork', { claims });
      return told.says('completeWork', { claims }, { completed: 1 });
    },
  },
  {
    property: 'work-once',
    what: 'work claimed twice under one fence',
    tell: () => {
      const told = new HistoryBuilder();
      claimedWork(told);
      const work = told.does('openWork', {}).map((row) => row.work);
      const args = { fence: 1, boundary: 'idle', max: 1 } as const;
      return told.says(
        'claimReadyWork',
        args,
        work.map((one) => ({ work: one, fence: 1 })),
      );
    },
  },
  {
    property: 'work-once',
    what: 'work that is neither completed nor open at the end',
    tell: () => {
      const told = new HistoryBuilder();
      const work = { ...turnWork(), session_id: 's1', work_id: 77 };
      return told.says('enqueueWork', { draft: turnWork() }, work);
    },
  },
  {
    property: 'work-once',
    what: 'work that was completed and is open at the end',
    tell: () => {
      const told = new HistoryBuilder();
      return told.says('completeWork', { claims: claimedWork(told) }, { completed: 1 });
    },
  },
  {
    property: 'superseded-claims',
    what: 'work completed under a fence that was succeeded',
    tell: () => {
      const told = new HistoryBuilder();
      const claims = claimedWork(told);
      told.clock.advance(TTL_MS);
      told.leased(b);
      return told.says('completeWork', { claims }, { completed: 1 });
    },
  },
  {
    property: 'superseded-claims',
    what: 'work completed that was never claimed',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const { work_id } = told.does('enqueueWork', { draft: turnWork() });
      return told.says('completeWork', { claims: [{ work_id, fence }] }, { completed: 1 });
    },
  },
  {
    property: 'inputs-once',
    what: 'an input that is gone',
    tell: () => {
      const told = new HistoryBuilder();
      const draft = nextTurnInput('hello');
      const input = {
        ...draft,
        session_id: 's1',
        input_id: 77,
        state: 'deferred_next_turn',
      } as const;
      return told.says('submitInput', { draft }, { input, replayed: false });
    },
  },
  {
    property: 'inputs-once',
    what: 'an input that was cancelled and still waits',
    tell: () => {
      const told = new HistoryBuilder();
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
      return told.says('cancelInput', { input_id: input.input_id }, { type: 'cancelled' });
    },
  },
  {
    property: 'inputs-once',
    what: 'an input that was completed and cancelled',
    tell: () => {
      const told = new HistoryBuilder();
      const input_id = claimedInput(told);
      const completes = { work: [], inputs: [{ input_id, fence: 1 }] };
      told.does('commit', { request: commitOf(1, { completes }) });
      return told.says('cancelInput', { input_id }, { type: 'cancelled' });
    },
  },
  {
    property: 'ingress-once',
    what: 'a source key that is new twice',
    tell: () => {
      const told = new HistoryBuilder();
      const draft = nextTurnInput('hello', 'k1');
      const { input } = told.does('submitInput', { draft });
      const other = { ...input, input_id: input.input_id + 1 };
      return told.says('submitInput', { draft }, { input: other, replayed: false });
    },
  },
  {
    property: 'ingress-once',
    what: 'another content accepted under one source key',
    tell: () => {
      const told = new HistoryBuilder();
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello', 'k1') });
      const args = { draft: nextTurnInput('other', 'k1') };
      return told.says('submitInput', args, { input, replayed: true });
    },
  },
  {
    property: 'ingress-once',
    what: 'an input without a source key taken for another of equal payload',
    tell: () => {
      const told = new HistoryBuilder();
      const draft = nextTurnInput('hello');
      const { input } = told.does('submitInput', { draft });
      return told.says('submitInput', { draft }, { input, replayed: true });
    },
  },
  {
    property: 'cancel-or-claim',
    what: 'a cancelled input that is claimed',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
      told.does('cancelInput', { input_id: input.input_id });
      const args = { fence, selection: { type: 'next_turn' }, max: 1 } as const;
      return told.says('claimInputs', args, [{ input: { ...input, state: 'accepted' }, fence }]);
    },
  },
  {
    property: 'cancel-or-claim',
    what: 'an input cancelled while its claim lived',
    tell: () => {
      const told = new HistoryBuilder();
      const input_id = claimedInput(told);
      told.says('cancelInput', { input_id }, { type: 'cancelled' });
      told.does('renewLease', { fence: 1, ttl_ms: TTL_MS });
      return told;
    },
  },
  {
    property: 'cancel-or-claim',
    what: 'a cancel refused though nobody had claimed',
    tell: () => {
      const told = new HistoryBuilder();
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
      const refused = { type: 'too_late', state: 'accepted' } as const;
      return told.says('cancelInput', { input_id: input.input_id }, refused);
    },
  },
];

function claimedWork(told: HistoryBuilder) {
  const { fence } = told.leased(a);
  told.does('enqueueWork', { draft: turnWork() });
  const claimed = told.does('claimReadyWork', { fence, boundary: 'idle', max: 1 });
  return claimed.map(({ work }) => ({ work_id: work.work_id, fence }));
}

function claimedInput(told: HistoryBuilder): number {
  const { fence } = told.leased(a);
  const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
  told.does('claimInputs', { fence, selection: { type: 'next_turn' }, max: 1 });
  return input.input_id;
}
