// Which HdrHistogram bucket a latency falls in: the layout of a histogram of 1 ns to one hour at 3 digits.
// The library finds it with logarithms, powers and floors, at 40 to 100 ns a value; counting leading zeros
// takes 4 ns, and recording a write must cost little beside the write. The library stays the authority:
// every histogram is handed to it bucket by bucket before anything is read off it.

/** Latencies outside these bounds count in the outermost buckets. */
export const LOWEST_NS = 1;
export const HIGHEST_NS = 3_600_000_000_000;
/** Significant decimal digits kept of a value. */
export const DIGITS = 3;

// 3 digits ask for 2 x 10^3 distinct values before the first loss of resolution; 2048 is the next power of
// two. Below it a bucket is one nanosecond wide; from there on every power of two has 1024 buckets.
const HALF_BITS = 10;
const HALF = 1 << HALF_BITS;
const LEADING_ZEROS_OF_EXACT = 31 - HALF_BITS;
const BITS_BEYOND_32 = 12;
const UINT32_RANGE = 2 ** 32;

/** The bucket of a latency of 0 to {@link HIGHEST_NS} ns; fractions of a nanosecond are dropped. */
export function bucketOf(ns: number): number {
  return ns < UINT32_RANGE
    ? bucketOfUint32(ns)
    : bucketOfUint32(ns / 2 ** BITS_BEYOND_32) + BITS_BEYOND_32 * HALF;
}

/** Bit operators take the whole part of the number they are given. */
function bucketOfUint32(ns: number): number {
  const shift = Math.max(LEADING_ZEROS_OF_EXACT - Math.clz32(ns), 0);
  return shift * HALF + (ns >>> shift);
}

/** The smallest latency of a bucket. */
export function lowestNsOf(bucket: number): number {
  const shift = Math.max(Math.floor(bucket / HALF) - 1, 0);
  return (bucket - shift * HALF) * 2 ** shift;
}

export const BUCKETS = bucketOf(HIGHEST_NS) + 1;
