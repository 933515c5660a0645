import { canonicalJson } from '../../model/canonical.js';
import type { FieldReading, GrowSetReading } from '../../model/reading.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { CROWDED } from '../workload-shape.js';

/** Two neighbours in a set are said to be by each other's authors, at every replica alike. */
export const swapsAuthor: StrategyBug = {
  name: 'swaps an author',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'check', name: 'attribution', verdict: 'FAIL', scene: overMesh(CROWDED) },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      read: () => {
        const reading = sound.read();
        return { ...reading, fields: reading.fields.map(withSwap) };
      },
    });
  },
};

function withSwap(field: FieldReading): FieldReading {
  return field.kind === 'grow_set' ? { ...field, authors: swapped(field.authors) } : field;
}

function swapped(authors: GrowSetReading['authors']): GrowSetReading['authors'] {
  const index = authors.findIndex(
    (own, at) => at > 0 && canonicalJson(own) !== canonicalJson(authors[at - 1] ?? own),
  );
  const [left, right] = authors.slice(Math.max(index - 1, 0), index + 1);
  return left && right ? authors.toSpliced(index - 1, 2, right, left) : authors;
}
