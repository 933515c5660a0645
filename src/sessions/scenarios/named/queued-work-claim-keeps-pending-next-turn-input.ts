// Two queues that do not touch: while turn work is claimed and committed, an input for the next turn goes on waiting.

import { newInput, turnWork } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

export const queuedWorkClaimKeepsPendingNextTurnInput: RegisteredScenario = {
  owns: ['claiming turn work does not consume next-turn inputs'],
  scenario: scenario('queued work claim keeps pending next-turn input')
    .session('two-queues')
    .owner('worker')
    .phase({
      type: 'ingress',
      work: [turnWork('task')],
      inputs: [newInput('question', 'and then?')],
      expected: { classes: ['turn_work'], pending: ['question'] },
    })
    .phase({
      type: 'turn_work_claim',
      boundary: 'idle',
      expected_aliases: ['task'],
      expected: { pending: ['question'] },
    })
    .phase({ type: 'commit', turn_index: 1, expected: { queue: [], pending: ['question'] } }),
};
