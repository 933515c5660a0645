// What the column `redundancy` is, in the words of bench-results/README.md, wherever it is shown: below 1 it looks
// like a mistake to whoever expects that nothing can be delivered with less than what is needed.

export const REDUNDANCY_MEANING =
  'bytes of blobs delivered over bytes needed: one full state of the end for each replica that had to be brought there';

export const REDUNDANCY_BELOW_ONE = 'below 1 where deltas add up to less than the state they make';

/** As the end of a sentence. */
export const REDUNDANCY_NOTE = `redundancy is ${REDUNDANCY_MEANING}; it is ${REDUNDANCY_BELOW_ONE}`;
