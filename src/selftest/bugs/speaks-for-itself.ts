import { line } from '../../coordinator/topologies/line.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { under } from '../scene.js';
import { DISTINCT_ONCE } from '../workload-shape.js';

/** A delta holds its sender's own writes: over a mesh all there is, anywhere else nothing that was passed on. */
export const speaksForItself: StrategyBug = {
  name: 'leaves what others wrote out of deltas',
  where: 'strategy',
  planted_in: 'transactional',
  property: {
    type: 'check',
    name: 'convergence',
    verdict: 'FAIL',
    scene: under(DISTINCT_ONCE, { topology: line }),
  },
  // Whoever stands far off never hears of a write: it is lost there, and so is the conflict it is part of.
  consequences: ['survival', 'escalation'],
  plant: (create, context) => {
    const sound = create(context);
    const alone = create(context);
    return changed(sound, {
      apply: (write) => {
        sound.apply(write);
        alone.apply(write);
      },
      exportSince: (version) => alone.exportSince?.(version) ?? alone.export('full'),
    });
  },
};
