import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Numbers its agent's writes from 0 in every life, as if what it exported in the last one were not there. */
export const countsFromZero: StrategyBug = {
  name: 'counts writes from 0 after a restart',
  where: 'strategy',
  planted_in: 'transactional',
  property: { type: 'law', name: 'a restart tears nothing apart' },
  plant: (create, context) => {
    const sound = create(context);
    let op_id = 0;
    return changed(sound, {
      apply: (write) => {
        sound.apply({ ...write, op_id });
        op_id += 1;
      },
    });
  },
};
