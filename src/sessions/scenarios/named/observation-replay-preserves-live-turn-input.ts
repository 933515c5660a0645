// An observation that is delivered again, waiting or claimed, is the one that is there: its id and payload stand,
// and another text under its key is refused.

import { newInput } from '../drafts.js';
import type { IngressPhase } from '../phase.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

const again: IngressPhase = {
  type: 'ingress',
  inputs: [
    { type: 'replay', of: 'observation' },
    { type: 'conflict', of: 'observation', text: 'the build passed' },
  ],
};

export const observationReplayPreservesLiveTurnInput: RegisteredScenario = {
  owns: ['source-key replay keeps the original id and payload', 'changed payload conflicts'],
  scenario: scenario('observation replay preserves live turn input')
    .session('observed')
    .owner('worker')
    .phase({
      type: 'ingress',
      inputs: [newInput('observation', 'the build failed', { source_key: 'build/7' })],
      expected: { pending: ['observation'] },
    })
    .phase({ ...again, expected: { pending: ['observation'] } })
    .phase({
      type: 'next_turn_input_claim',
      expected_aliases: ['observation'],
      expected_texts: ['the build failed'],
      expected: { pending: [] },
    })
    .phase({ ...again, expected: { pending: [] } })
    .phase({ type: 'commit', turn_index: 1, expected: { pending: [] } }),
};
