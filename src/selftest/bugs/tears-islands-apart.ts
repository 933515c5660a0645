import type { StrategyBug } from '../planted-bug.js';
import { under } from '../scene.js';
import { CROWDED } from '../workload-shape.js';
import { decidesByArrival } from './decides-by-arrival.js';

/** The same where replicas differ for good reason: those that can reach each other must still be alike. */
export const tearsIslandsApart: StrategyBug = {
  ...decidesByArrival,
  name: 'breaks ties by arrival within an island',
  property: {
    type: 'check',
    name: 'convergence',
    verdict: 'FAIL',
    scene: under(CROWDED, {
      faults: 'partition=halves',
      terms: { max_heal_passes: 0, blob_scope: 'full' },
    }),
  },
};
