import type { JudgeBug } from '../planted-bug.js';
import { under } from '../scene.js';
import { CROWDED_ONCE } from '../workload-shape.js';

/** The harness's own: effects of a fault are counted that it did not have. */
export const seesWhatNeverFired: JudgeBug = {
  name: 'counts more effects of a fault than it had',
  where: 'judge',
  planted_in: 'crdt',
  property: {
    type: 'check',
    name: 'faults',
    verdict: 'FAIL',
    scene: under(CROWDED_ONCE, { faults: 'drop=30%' }),
  },
  plant: (examination) => ({
    ...examination,
    faults: (examination.faults ?? []).map((account) => {
      return { ...account, observed_count: account.fired_count + 1 };
    }),
  }),
};
