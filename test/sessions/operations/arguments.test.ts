import { describe, expect, it } from 'vitest';
import type { InputDraft, WorkDraft } from '../../../src/sessions/terms.js';
import { codeOf, nextTurnInput, ownerOf, sceneOf, SESSION, turnWork } from '../support/scene.js';

const session_id = SESSION;

/** As a caller without types may write it. */
function untyped(value: unknown): never {
  return value as never;
}

describe('arguments of a kind that there is not', () => {
  const { store } = sceneOf();

  it.each([
    ['class', turnWork({ subject: untyped({ class: 'chore', work: 'x' }) })],
    ['command', turnWork({ subject: untyped({ class: 'session_command', command: 'halt' }) })],
    ['slot', turnWork({ slot: untyped({ type: 'shared' }) })],
    ['delivery', turnWork({ delivery: untyped('whenever') })],
  ])('are refused in work: %s', (_, draft: WorkDraft) => {
    expect(codeOf(store.enqueueWork({ session_id, draft }))).toBe('InvalidArgument');
  });

  it('are refused in inputs, selections and owners', () => {
    const draft: InputDraft = { ...nextTurnInput('x'), target: untyped({ type: 'some_turn' }) };
    const owner = { ...ownerOf('ada'), liveness: untyped({ type: 'alive' }) };
    const answers = [
      store.submitInput({ session_id, draft }),
      store.claimInputs({ session_id, fence: 1, selection: untyped({ type: 'all' }), max: 1 }),
      store.tryClaimLease({ session_id, owner, ttl_ms: 1 }),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'InvalidArgument'));
  });
});
