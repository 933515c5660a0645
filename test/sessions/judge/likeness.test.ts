import { describe, expect, it } from 'vitest';
import { ALICE, BOB, input, work } from '../../../src/sessions/conformance/cast.js';
import { Likeness } from '../../../src/sessions/judge/linearizability/likeness.js';
import { ReferenceModel } from '../../../src/sessions/reference/reference-model.js';

const session_id = 'session';
const likeness = new Likeness();

/** A leased session with a batch and an input, as it looks after that. */
function look(act: (model: ReferenceModel) => unknown, at_ms = 0): string {
  const model = new ReferenceModel();
  model.call('enqueueWork', { session_id, draft: work() });
  model.call('submitInput', { session_id, draft: input(1) });
  model.call('tryClaimLease', { session_id, owner: ALICE, ttl_ms: 10 });
  act(model);
  return likeness.of(model.told(session_id), at_ms);
}

const nothing = () => undefined;
const claimWork = (model: ReferenceModel) =>
  model.call('claimReadyWork', { session_id, fence: 1, boundary: 'idle', max: 9 });
const claimInputs = (model: ReferenceModel) =>
  model.call('claimInputs', { session_id, fence: 1, selection: { type: 'next_turn' }, max: 9 });
const cancel = (model: ReferenceModel) => model.call('cancelInput', { session_id, input_id: 1 });
const takeOver = (model: ReferenceModel) => {
  model.now_ms = 10;
  model.call('tryClaimLease', { session_id, owner: BOB, ttl_ms: 10 });
};

describe('the likeness of two sessions', () => {
  it('is told by what they show, whatever objects they are made of', () => {
    expect(look(nothing)).toBe(look(nothing));
  });

  it.each(Object.entries({ claimWork, claimInputs, cancel, takeOver }))(
    'is not there after %s',
    (_, act) => {
      expect(look(act)).not.toBe(look(nothing));
    },
  );

  it('is not there where the lease of one is over', () => {
    expect(look(nothing, 10)).not.toBe(look(nothing, 9));
  });

  it.each([claimWork, claimInputs])('forgets the claims of a generation that is over', (claim) => {
    const claimed = look((model) => {
      claim(model);
      takeOver(model);
    });
    expect(claimed).toBe(look(takeOver));
  });
});
