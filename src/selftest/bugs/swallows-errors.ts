import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Goes on as if nothing had happened where a blob cannot be read. */
export const swallowsErrors: StrategyBug = {
  name: 'swallows an import error',
  where: 'strategy',
  planted_in: 'transactional',
  property: { type: 'law', name: 'a damaged blob is refused' },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      import: async (blobs) => {
        try {
          await sound.import(blobs);
        } catch {
          return;
        }
      },
    });
  },
};
