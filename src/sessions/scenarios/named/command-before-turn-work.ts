// A command at the head keeps turn work back until it is claimed; what a checkpoint saves stays; and work that an
// earlier generation claimed is completed by the one that holds the lease.

import { command, turnWork } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

export const commandBeforeTurnWork: RegisteredScenario = {
  owns: [
    'session-command gate',
    'checkpoint persistence',
    'stale completion rejected',
    'queue drained at the end',
  ],
  scenario: scenario('command before turn work')
    .session('gated')
    .owner('worker')
    .phase({
      type: 'ingress',
      work: [command('refresh', 'refresh_tool_catalog'), turnWork('task')],
      expected: { classes: ['session_command', 'turn_work'] },
    })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: [] })
    .phase({ type: 'leading_command_claim', expected_alias: 'refresh' })
    .phase({ type: 'checkpoint', turn_index: 1, defers: null })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: ['task'] })
    .phase({ type: 'stale_completion', expected: { queue: ['refresh', 'task'] } })
    .phase({ type: 'leading_command_claim', expected_alias: 'refresh' })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: ['task'] })
    .phase({ type: 'commit', turn_index: 2, expected: { queue: [] } }),
};
