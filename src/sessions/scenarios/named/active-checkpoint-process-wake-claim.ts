// In the middle of a turn, at its checkpoint, a wake of a process is ready and other work is not.

import { processWake, turnWork } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

export const activeCheckpointProcessWakeClaim: RegisteredScenario = {
  owns: ['a process wake is claimable at the active-turn checkpoint'],
  scenario: scenario('active checkpoint process wake claim')
    .session('woken')
    .owner('worker')
    .phase({
      type: 'ingress',
      work: [processWake('wake'), turnWork('task')],
      expected: { classes: ['turn_work', 'turn_work'] },
    })
    .phase({ type: 'checkpoint', turn_index: 1, defers: null })
    .phase({
      type: 'turn_work_claim',
      boundary: 'active_turn_checkpoint',
      expected_aliases: ['wake'],
    })
    .phase({ type: 'turn_work_claim', boundary: 'active_turn_checkpoint', expected_aliases: [] })
    .phase({ type: 'commit', turn_index: 1, expected: { queue: ['task'] } }),
};
