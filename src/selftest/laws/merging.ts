// Import as an operation on states: it must not matter in which order blobs come, how often, how many at once,
// or what was merged with what on the way.

import type { Law } from './law.js';
import { mergedBy, oneByOne, unlessEqual } from './law.js';

export const idempotent: Law = (strategy, { blobs }) => {
  const twiceEach = blobs.flatMap((blob) => [blob, blob]);
  const schedules = [oneByOne(blobs), oneByOne(twiceEach), oneByOne([...blobs, ...blobs])];
  return unlessEqual(strategy, schedules, 'importing again changes the state');
};

export const commutative: Law = (strategy, { blobs }) => {
  const rotated = [...blobs.slice(1), ...blobs.slice(0, 1)];
  const schedules = [blobs, rotated, blobs.toReversed()].map(oneByOne);
  return unlessEqual(strategy, schedules, 'another order leads to another state');
};

/** Some blobs come as they are, the others as what a replica made of them that had merged them before. */
export const associative: Law = async (strategy, { blobs }) => {
  const [first, second] = [blobs.slice(0, 1), blobs.slice(1)];
  const [early, late] = [blobs.slice(0, -1), blobs.slice(-1)];
  const schedules = [
    oneByOne(blobs),
    [first, [await mergedBy(strategy, oneByOne(second))]],
    [[await mergedBy(strategy, oneByOne(early))], late],
  ];
  return unlessEqual(strategy, schedules, 'what was merged before leads to another state');
};

export const batchable: Law = (strategy, { blobs }) =>
  unlessEqual(strategy, [oneByOne(blobs), [blobs]], 'a batch leads to another state');
