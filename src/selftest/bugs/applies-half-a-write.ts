import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { HUNDREDS } from '../workload-shape.js';

/** Of the elements of a set write it takes the first, and forgets the others. */
export const appliesHalfAWrite: StrategyBug = {
  name: 'applies half a write',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'check', name: 'survival', verdict: 'FAIL', scene: overMesh(HUNDREDS) },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      apply: (write) => {
        const isSet = write.kind === 'grow_set';
        sound.apply(isSet ? { ...write, value: write.value.slice(0, 1) } : write);
      },
    });
  },
};
