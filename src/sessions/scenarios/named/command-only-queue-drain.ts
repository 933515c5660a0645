// A queue of nothing but commands: each is claimed in its order, none of them as turn work, and a commit drains it.

import { command } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

export const commandOnlyQueueDrain: RegisteredScenario = {
  owns: ['commands alone claim no turn work and commit'],
  scenario: scenario('command-only queue drain')
    .session('commanded')
    .owner('worker')
    .phase({
      type: 'ingress',
      work: [command('refresh', 'refresh_tool_catalog'), command('reset', 'reset_session')],
      expected: { classes: ['session_command', 'session_command'] },
    })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: [] })
    .phase({ type: 'leading_command_claim', expected_alias: 'refresh' })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: [] })
    .phase({ type: 'leading_command_claim', expected_alias: 'reset' })
    .phase({ type: 'leading_command_claim', expected_alias: null })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: [] })
    .phase({ type: 'commit', turn_index: 1, expected: { queue: [] } }),
};
