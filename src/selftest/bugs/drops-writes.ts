import type { PlantedBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { HUNDREDS } from '../workload-shape.js';

/** Of each hundred writes of an agent one, at a place of its own, never takes effect anywhere. */
export const dropsWrites: PlantedBug = {
  name: 'drops one write in a hundred',
  planted_in: 'crdt',
  property: { type: 'check', name: 'survival', workload: HUNDREDS },
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
