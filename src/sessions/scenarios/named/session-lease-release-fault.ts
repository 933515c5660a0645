// Who has given the lease back commits nothing any more: neither state nor what was claimed under it.

import { newInput, turnWork } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

export const sessionLeaseReleaseFault: RegisteredScenario = {
  owns: ['a commit after the lease was released is refused'],
  scenario: scenario('session lease release fault')
    .session('released')
    .owner('worker')
    .phase({
      type: 'ingress',
      work: [turnWork('task')],
      inputs: [newInput('question', 'why?')],
      expected: { classes: ['turn_work'], pending: ['question'] },
    })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: ['task'] })
    .phase({
      type: 'next_turn_input_claim',
      expected_aliases: ['question'],
      expected_texts: ['why?'],
    })
    .phase({
      type: 'commit_after_release',
      turn_index: 1,
      expected: { queue: ['task'], pending: ['question'] },
    }),
};
