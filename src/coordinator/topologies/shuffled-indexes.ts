import type { Random } from '../../model/random.js';

/** 0 to `count - 1` in a random order (Fisher and Yates). */
export function shuffledIndexes(count: number, random: Random): readonly number[] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [indexes[last], indexes[other]] = [indexes[other] ?? 0, indexes[last] ?? 0];
  }
  return indexes;
}
