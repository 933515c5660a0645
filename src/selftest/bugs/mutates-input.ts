import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Wipes a blob once it has read it, though others may still have to. */
export const mutatesInput: StrategyBug = {
  name: 'mutates its input',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'law', name: 'import leaves its input alone' },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      import: async (blobs) => {
        await sound.import(blobs);
        for (const blob of blobs) blob.fill(0);
      },
    });
  },
};
