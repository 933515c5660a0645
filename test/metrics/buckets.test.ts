import fc from 'fast-check';
import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import {
  BUCKETS,
  bucketOf,
  DIGITS,
  HIGHEST_NS,
  LOWEST_NS,
  lowestNsOf,
} from '../../src/metrics/buckets.js';

/** Latencies of every magnitude, with the powers of two and their neighbours, where buckets change width. */
const anyLatencyNs = fc.oneof(
  fc.integer({ min: LOWEST_NS, max: HIGHEST_NS }),
  fc
    .tuple(fc.integer({ min: 0, max: 41 }), fc.integer({ min: -2, max: 2 }))
    .map(([exponent, offset]) => Math.max(2 ** exponent + offset, LOWEST_NS)),
);

function libraryHistogram() {
  return build({
    bitBucketSize: 32,
    lowestDiscernibleValue: LOWEST_NS,
    highestTrackableValue: HIGHEST_NS,
    numberOfSignificantValueDigits: DIGITS,
  });
}

describe('buckets', () => {
  it('are those of the library: a value and the lowest of its bucket count in one place', () => {
    fc.assert(
      fc.property(anyLatencyNs, (ns) => {
        const [direct, throughBucket] = [libraryHistogram(), libraryHistogram()];
        direct.recordValue(ns);
        throughBucket.recordValue(lowestNsOf(bucketOf(ns)));
        expect(throughBucket.getValueAtPercentile(100)).toBe(direct.getValueAtPercentile(100));
      }),
    );
  });

  it('begin at their lowest value and end before the next one begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: BUCKETS - 2 }), (bucket) => {
        expect(bucketOf(lowestNsOf(bucket))).toBe(bucket);
        expect(bucketOf(lowestNsOf(bucket + 1) - 1)).toBe(bucket);
      }),
    );
  });

  it('keep three digits', () => {
    fc.assert(
      fc.property(anyLatencyNs, (ns) => {
        const bucket = bucketOf(ns);
        expect(lowestNsOf(bucket)).toBeLessThanOrEqual(ns);
        expect(lowestNsOf(bucket + 1) - lowestNsOf(bucket)).toBeLessThanOrEqual(
          Math.max(ns / 1_000, 1),
        );
      }),
    );
  });

  it('drop fractions of a nanosecond', () => {
    expect(bucketOf(1_500.75)).toBe(bucketOf(1_500));
  });
});
