// The process that held the lease is gone: one takes over with the next fence and works, and who still goes by the
// dead one's fence is told who holds it now.

import { turnWork } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

export const deadSessionLeaseReclaim: RegisteredScenario = {
  owns: ['reclaim advances the fence', 'a stale observer stays busy'],
  scenario: scenario('dead session lease reclaim')
    .session('orphaned')
    .owner('worker')
    .phase({ type: 'ingress', work: [turnWork('task')], expected: { classes: ['turn_work'] } })
    .phase({ type: 'reclaim_dead_holder', holder_id: 'departed' })
    .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: ['task'] })
    .phase({ type: 'commit', turn_index: 1, expected: { queue: [] } }),
};
