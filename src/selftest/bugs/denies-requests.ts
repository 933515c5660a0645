import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Asks for all that it lacks, and is answered that it lacks nothing. */
export const deniesRequests: StrategyBug = {
  name: 'denies what is requested of it',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'law', name: 'a delta lacks nothing' },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      requestOf: (version) => sound.requestOf?.(version) ?? new Uint8Array(0),
      exportRequested: () => new Uint8Array(0),
    });
  },
};
