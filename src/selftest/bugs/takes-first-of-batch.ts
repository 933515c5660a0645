import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Of all blobs that arrived at once it imports the first. */
export const takesFirstOfBatch: StrategyBug = {
  name: 'imports only the first of a batch',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'law', name: 'a batch equals one by one' },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, { import: (blobs) => sound.import(blobs.slice(0, 1)) });
  },
};
