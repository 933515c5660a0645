import { describe, expect, it } from 'vitest';
import { ALICE, BOB, input, work } from '../../../src/sessions/conformance/cast.js';
import { ReferenceModel } from '../../../src/sessions/reference/reference-model.js';

const session_id = 'session';
const claim = { session_id, owner: ALICE, ttl_ms: 10 };

describe('ReferenceModel', () => {
  it('answers at the instant that it is told', () => {
    const model = new ReferenceModel();
    model.call('tryClaimLease', claim);
    model.now_ms = 9;
    expect(model.call('inspectLease', { session_id })).toMatchObject({ value: { live: true } });
    model.now_ms = 10;
    expect(model.call('inspectLease', { session_id })).toMatchObject({ value: { live: false } });
  });

  it('goes on from a clone without the clone, and the clone without it', () => {
    const model = new ReferenceModel({ now_ms: 5 });
    model.call('enqueueWork', { session_id, draft: work() });
    const clone = model.clone();
    clone.call('tryClaimLease', claim);
    const { value } = clone.call('enqueueWork', { session_id, draft: work() }) as { value: object };
    expect([clone.now_ms, value]).toEqual([5, expect.objectContaining({ work_id: 2 })]);
    expect(model.call('inspectLease', { session_id })).toMatchObject({ value: { fence: 0 } });
    model.call('cancelInput', { session_id, input_id: 1 });
    expect(model.next_ids).toEqual({ work: 2, input: 1 });
  });

  it('names rows as it is told, and counts on from there', () => {
    const model = new ReferenceModel();
    model.next_ids = { work: 40, input: 7 };
    const asked = [1, 2].map((n) => model.call('submitInput', { session_id, draft: input(n) }));
    expect(asked).toMatchObject([
      { value: { input: { input_id: 7 } } },
      { value: { input: { input_id: 8 } } },
    ]);
    expect(model.next_ids).toEqual({ work: 40, input: 9 });
  });

  it('lets those be taken over of whom it is told that they are dead', () => {
    const model = new ReferenceModel({ processes: { isDefinitelyDead: () => true } });
    model.call('tryClaimLease', claim);
    const takeover = { session_id, claimant: BOB, observed_fence: 1, ttl_ms: 10 };
    expect(model.call('reclaimLease', takeover)).toMatchObject({
      value: { type: 'acquired', lease: { fence: 2, owner: BOB } },
    });
  });
});
