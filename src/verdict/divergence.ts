// Replicas that had received the same and do not hold the same. What each of them had received decides whom
// it is compared with: replicas that a drop kept apart are no divergence, two that a merge tore apart are.

import type { Ending } from './ending.js';
import type { Examination } from './examination.js';
import { groupBy } from './grouping.js';

/** Endings of one group with different contents. */
export interface Divergence {
  readonly contents: number;
  readonly endings: readonly Ending[];
}

/** In the order of the groups' first endings; none where all is well. */
export function divergencesOf({
  endings,
  digests,
}: Pick<Examination, 'endings' | 'digests'>): readonly Divergence[] {
  const groups = [...groupBy(endings, ({ group }) => group).values()];
  return groups.flatMap((members) => {
    const contents = new Set(members.map(({ final }) => digests[final]?.content)).size;
    return contents > 1 ? [{ contents, endings: members }] : [];
  });
}
