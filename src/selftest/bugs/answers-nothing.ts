import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Takes versions of one length for equal, and says to whoever has one like its own that nothing is missing. */
export const answersNothing: StrategyBug = {
  name: 'answers that nothing is missing',
  where: 'strategy',
  planted_in: 'transactional',
  property: { type: 'law', name: 'a delta lacks nothing' },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      exportSince: (version) => {
        const own = sound.version?.() ?? version;
        const delta = sound.exportSince?.(version) ?? sound.export('full');
        return own.length === version.length ? new Uint8Array(0) : delta;
      },
    });
  },
};
