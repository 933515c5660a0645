// Latency histograms: recorded in a shard, carried as text, merged and summarised by the coordinator.
// Buckets count in 32 bits: in 8 or 16 they wrap silently at 256 or 65,536 equal latencies, and percentiles
// come out as 0. Exact count, extremes and sum are kept beside the buckets, because the encoding rounds them.

import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';
import type { LatencySummary, PortableHistogram } from '../model/latency.js';
import { BUCKETS, bucketOf, DIGITS, HIGHEST_NS, LOWEST_NS, lowestNsOf } from './buckets.js';
import { decodeSparse } from './sparse-histogram.js';
import type { SparseHistogram } from './sparse-histogram.js';

export type { LatencySummary, PortableHistogram } from '../model/latency.js';

const BUCKET_BITS = 32;

/** HdrHistogram's default: so many lines between a percentile and half the rest of the way to 100. */
const TICKS_PER_HALF_DISTANCE = 5;
const NS_PER_US = 1e3;

/** Records latencies of one phase on one thread; 132 KiB. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #count = 0;
  #sum_ns = 0;
  #min_ns = Number.POSITIVE_INFINITY;
  #max_ns = 0;

  /**
   * Records one latency. The buckets hold 1 ns to one hour, so 0 counts as 1 and more than an hour as an
   * hour; the exact minimum, maximum and sum take the value as it is.
   * @throws RangeError where `ns` is negative or not a number.
   */
  record(ns: number): void {
    if (!(ns >= 0)) throw new RangeError(`a latency is 0 ns or more, not ${ns}`);
    const bucket = bucketOf(Math.min(Math.max(ns, LOWEST_NS), HIGHEST_NS));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#sum_ns += ns;
    if (ns < this.#min_ns) this.#min_ns = ns;
    if (ns > this.#max_ns) this.#max_ns = ns;
  }

  /** What was recorded so far, as plain data that can be posted to another thread. */
  portable(): PortableHistogram {
    const empty = this.#count === 0;
    return {
      encoded: encode(this.#counts),
      count: this.#count,
      min_ns: empty ? null : this.#min_ns,
      max_ns: empty ? null : this.#max_ns,
      sum_ns: this.#sum_ns,
    };
  }
}

/**
 * The distribution of all that the parts recorded, as if it had been recorded in one histogram.
 * @throws BadHistogramError where a part is no histogram of ours.
 */
export function mergePortable(parts: readonly PortableHistogram[]): PortableHistogram {
  return mergeSparse(parts.map(decodeSparse), total(parts.map(({ sum_ns }) => sum_ns)));
}

/** The same for parts that are decoded already; `sum_ns` is the sum of all their latencies. */
export function mergeSparse(parts: readonly SparseHistogram[], sum_ns: number): PortableHistogram {
  const counts = new Float64Array(BUCKETS);
  for (const part of parts) {
    part.buckets.forEach((bucket, index) => {
      counts[bucket] = (counts[bucket] ?? 0) + (part.counts[index] ?? 0);
    });
  }
  return {
    encoded: encode(counts),
    count: total(parts.map(({ count }) => count)),
    min_ns: extreme(
      parts.map(({ min_ns }) => min_ns),
      Math.min,
    ),
    max_ns: extreme(
      parts.map(({ max_ns }) => max_ns),
      Math.max,
    ),
    sum_ns,
  };
}

const NOTHING_RECORDED: LatencySummary = {
  count: 0,
  mean_ns: null,
  min_ns: null,
  p50_ns: null,
  p90_ns: null,
  p99_ns: null,
  p99_9_ns: null,
  max_ns: null,
};

/** Mean and extremes exact; percentiles to 3 digits and never beyond the exact extremes. */
export function summarise(histogram: PortableHistogram | null): LatencySummary {
  if (!histogram || histogram.min_ns === null || histogram.max_ns === null) return NOTHING_RECORDED;
  const { encoded, count, min_ns, max_ns, sum_ns } = histogram;
  const buckets = decodeBuckets(encoded);
  const percentile = (percent: number): number =>
    Math.min(Math.max(buckets.getValueAtPercentile(percent), min_ns), max_ns);
  return {
    count,
    mean_ns: sum_ns / count,
    min_ns,
    p50_ns: percentile(50),
    p90_ns: percentile(90),
    p99_ns: percentile(99),
    p99_9_ns: percentile(99.9),
    max_ns,
  };
}

/** The latency in nanoseconds at each percentile of 0 to 100, clamped like {@link summarise}'s; none of nothing. */
export function valuesAtPercentiles(
  { encoded, min_ns, max_ns }: PortableHistogram,
  percentiles: readonly number[],
): readonly number[] {
  if (min_ns === null || max_ns === null) return [];
  const buckets = decodeBuckets(encoded);
  return percentiles.map((percentile) =>
    Math.min(Math.max(buckets.getValueAtPercentile(percentile), min_ns), max_ns),
  );
}

/**
 * HdrHistogram's own percentile distribution: what its plotters read from a .hgrm file. In microseconds, because
 * it has three decimals, and many writes take less than one.
 */
export function percentileDistribution({ encoded }: PortableHistogram): string {
  return decodeBuckets(encoded).outputPercentileDistribution(TICKS_PER_HALF_DISTANCE, NS_PER_US);
}

function encode(counts: Uint32Array | Float64Array): string {
  const histogram = createBuckets();
  counts.forEach((count, bucket) => {
    if (count > 0) histogram.recordValueWithCount(lowestNsOf(bucket), count);
  });
  return encodeIntoCompressedBase64(histogram);
}

function createBuckets(): Histogram {
  return build({
    bitBucketSize: BUCKET_BITS,
    lowestDiscernibleValue: LOWEST_NS,
    highestTrackableValue: HIGHEST_NS,
    numberOfSignificantValueDigits: DIGITS,
  });
}

function decodeBuckets(encoded: string): Histogram {
  return decodeFromCompressedBase64(encoded, BUCKET_BITS);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function extreme(
  values: readonly (number | null)[],
  pick: (...values: number[]) => number,
): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : pick(...known);
}
