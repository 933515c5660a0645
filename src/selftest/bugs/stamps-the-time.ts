import type { Write } from '../../model/write.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** A wall clock, but for the waiting: it shows another time whenever it is looked at. */
let ticks = 0;

/** Keeps with each scalar the time at which it was written. */
export const stampsTheTime: StrategyBug = {
  name: 'keeps the time of day in its state',
  where: 'strategy',
  planted_in: 'transactional',
  property: { type: 'law', name: 'same seed, same state' },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      apply: (write) => {
        sound.apply(stamped(write));
      },
    });
  },
};

function stamped(write: Write): Write {
  if (write.kind !== 'scalar') return write;
  ticks += 1;
  return { ...write, value: { value: write.value, updated_at: ticks } };
}
