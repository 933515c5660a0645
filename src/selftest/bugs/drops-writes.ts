import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { HUNDREDS } from '../workload-shape.js';

/** Of each hundred writes of an agent one, at a place of its own, never takes effect anywhere. */
export const dropsWrites: StrategyBug = {
  name: 'drops one write in a hundred',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'check', name: 'survival', verdict: 'FAIL', scene: overMesh(HUNDREDS) },
  plant: (create, context) => {
    const sound = create(context);
    const unlucky = Number(context.peer_id % 100n);
    let count = 0;
    return changed(sound, {
      apply: (write) => {
        if (count % 100 !== unlucky) sound.apply(write);
        count += 1;
      },
    });
  },
};
