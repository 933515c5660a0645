// Percentiles of several histograms taken together, each as often as one likes: what a bootstrap over
// repetitions asks thousands of times. Percentiles are never averaged. Counts are summed up once; after
// that a percentile is a bisection over the buckets, whichever parts are drawn.

import { lowestNsOf } from './buckets.js';
import type { SparseHistogram } from './sparse-histogram.js';

/** The reader of all parts together. Takes 8 bytes per part and bucket that any part uses. */
export class MergedPercentiles {
  readonly #parts: readonly SparseHistogram[];
  readonly #buckets: readonly number[];
  /** By bucket, then by part: how many of the part's latencies lie in this bucket or below it. */
  readonly #cumulative: Float64Array;

  constructor(parts: readonly SparseHistogram[]) {
    this.#parts = parts;
    this.#buckets = usedBuckets(parts);
    this.#cumulative = cumulate(parts, this.#buckets);
  }

  /**
   * The percentile, to 3 digits and never beyond the exact extremes, of the parts taken so many `times`
   * each; null where that is nothing at all. Defined as in HdrHistogram: the highest latency of the first
   * bucket that has the asked share at or below it.
   */
  at(percent: number, times: Readonly<ArrayLike<number>>): number | null {
    const last = this.#buckets.length - 1;
    const all = this.#countUpTo(last, times);
    if (all === 0) return null;
    const asked = Math.max(Math.ceil((percent / 100) * all * (1 - Number.EPSILON)), 1);
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#countUpTo(middle, times) >= asked) high = middle;
      else low = middle + 1;
    }
    return this.#withinExtremes(lowestNsOf((this.#buckets[low] ?? 0) + 1) - 1, times);
  }

  #countUpTo(index: number, times: Readonly<ArrayLike<number>>): number {
    const parts = this.#parts.length;
    let sum = 0;
    for (let part = 0; part < parts; part += 1) {
      sum += (this.#cumulative[index * parts + part] ?? 0) * (times[part] ?? 0);
    }
    return sum;
  }

  #withinExtremes(ns: number, times: Readonly<ArrayLike<number>>): number {
    let [min, max] = [Infinity, 0];
    this.#parts.forEach(({ min_ns, max_ns }, part) => {
      if ((times[part] ?? 0) === 0 || min_ns === null || max_ns === null) return;
      min = Math.min(min, min_ns);
      max = Math.max(max, max_ns);
    });
    return Math.min(Math.max(ns, min), max);
  }
}

function usedBuckets(parts: readonly SparseHistogram[]): readonly number[] {
  const used = new Set<number>();
  for (const { buckets } of parts) buckets.forEach((bucket) => used.add(bucket));
  return [...used].sort((left, right) => left - right);
}

function cumulate(parts: readonly SparseHistogram[], used: readonly number[]): Float64Array {
  const cumulative = new Float64Array(used.length * parts.length);
  parts.forEach(({ buckets, counts }, part) => {
    let [at, sum] = [0, 0];
    used.forEach((bucket, index) => {
      if (buckets[at] === bucket) {
        sum += counts[at] ?? 0;
        at += 1;
      }
      cumulative[index * parts.length + part] = sum;
    });
  });
  return cumulative;
}
