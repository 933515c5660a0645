// One plain phase of each type, and phases at random.

import fc from 'fast-check';
import type { Phase, PhaseOf, PhaseType } from '../../../../src/sessions/scenarios/phase.js';

export const PLAIN: { readonly [T in PhaseType]: PhaseOf<T> } = {
  ingress: { type: 'ingress' },
  checkpoint: { type: 'checkpoint', turn_index: 1, defers: null },
  leading_command_claim: { type: 'leading_command_claim', expected_alias: null },
  turn_work_claim: { type: 'turn_work_claim', boundary: 'idle', expected_aliases: [] },
  next_turn_input_claim: {
    type: 'next_turn_input_claim',
    expected_aliases: [],
    expected_texts: [],
  },
  reclaim_dead_holder: { type: 'reclaim_dead_holder', holder_id: 'departed' },
  stale_completion: { type: 'stale_completion' },
  commit_after_release: { type: 'commit_after_release', turn_index: 1 },
  commit: { type: 'commit', turn_index: 1 },
};

const list = fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 });

const inputClaim: fc.Arbitrary<Phase> = fc
  .tuple(list, list)
  .map(([expected_aliases, expected_texts]) => ({
    ...PLAIN.next_turn_input_claim,
    expected_aliases,
    expected_texts,
  }));

export const anyPhases: fc.Arbitrary<readonly Phase[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<Phase>(...Object.values(PLAIN)) },
    { weight: 1, arbitrary: inputClaim },
  ),
  { maxLength: 8 },
);
