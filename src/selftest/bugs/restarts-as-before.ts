import type { SceneBug } from '../planted-bug.js';
import { under } from '../scene.js';
import { ADDITIONS_OFTEN } from '../workload-shape.js';

/**
 * The harness's own, asked for: an agent comes back from a stale blob under the identity that it had. In scalars
 * alone, because the engine does not live through it in lists.
 */
export const restartsAsBefore: SceneBug = {
  name: 'restarts an agent under its old identity',
  where: 'scene',
  planted_in: 'crdt',
  property: {
    type: 'check',
    name: 'identity',
    verdict: 'FAIL',
    scene: under(ADDITIONS_OFTEN, { faults: 'crash=one:stale@3' }),
  },
  // Operations that are taken for others are lost, at some replicas and not at others.
  consequences: ['convergence', 'survival'],
  sound: under(ADDITIONS_OFTEN, { faults: 'crash=one:after_export@3' }),
};
