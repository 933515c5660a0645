import type { Replica } from '../../strategies/strategy.js';
import type { PlantedBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Holds what the last blob holds, and nothing of those before. */
export const lastImportWins: PlantedBug = {
  name: 'last import wins',
  planted_in: 'lww',
  property: { type: 'law', name: 'import is commutative' },
  plant: (create, context) => {
    let latest: Replica = create(context);
    return changed(latest, {
      import: async (blobs) => {
        const next = create(context);
        await next.import(blobs.slice(-1));
        latest = next;
      },
      read: () => latest.read(),
    });
  },
};
