import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { CROWDED } from '../workload-shape.js';

/** Far above any number that the workload gives. */
const OF_ITS_OWN = 1_000_000;

/** Behind each text it commits another write, which shows nowhere but in the log of the store: it adds nothing. */
export const commitsWhatNobodyIssued: StrategyBug = {
  name: 'commits what nobody issued',
  where: 'strategy',
  planted_in: 'leased',
  property: { type: 'check', name: 'coordination', verdict: 'FAIL', scene: overMesh(CROWDED) },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      apply: (write) => {
        sound.apply(write);
        if (write.kind !== 'append_text') return;
        sound.apply({ ...write, op_id: OF_ITS_OWN + write.op_id, value: '' });
      },
    });
  },
};
