// Many comparisons at once: without a correction one in twenty differs by chance alone.

/**
 * The p-values adjusted so that the chance of even one false alarm among them is what one p-value promises
 * (Holm, A simple sequentially rejective multiple test procedure, 1979), in their order. Never below the
 * raw ones, never above 1, and in the same order of size.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const adjusted = pValues.map(() => 1);
  let largest = 0;
  const bySize = pValues.map((p, index) => ({ p, index })).sort((left, right) => left.p - right.p);
  bySize.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}
