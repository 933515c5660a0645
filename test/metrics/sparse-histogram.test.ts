import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { build, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { bucketOf, HIGHEST_NS, lowestNsOf } from '../../src/metrics/buckets.js';
import { LatencyHistogram } from '../../src/metrics/histogram.js';
import type { PortableHistogram } from '../../src/metrics/histogram.js';
import { BadHistogramError, decodeSparse } from '../../src/metrics/sparse-histogram.js';

const latencies = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: HIGHEST_NS })),
  { maxLength: 200 },
);

function recorded(values: readonly number[]): PortableHistogram {
  const histogram = new LatencyHistogram();
  for (const ns of values) histogram.record(ns);
  return histogram.portable();
}

function libraryHistogram(digits: 1 | 2 | 3, highest: number): Histogram {
  return build({
    bitBucketSize: 64,
    lowestDiscernibleValue: 1,
    highestTrackableValue: highest,
    numberOfSignificantValueDigits: digits,
  });
}

/** The same with its uncompressed bytes changed, and compressed again. */
function tampered(change: (bytes: Buffer) => Buffer): PortableHistogram {
  const portable = recorded([1_000, 2_000, 2_000]);
  const bytes = Buffer.from(portable.encoded, 'base64');
  const changed = deflateSync(change(inflateSync(bytes.subarray(8))));
  const envelope = Buffer.from(bytes.subarray(0, 8));
  envelope.writeInt32BE(changed.length, 4);
  return { ...portable, encoded: Buffer.concat([envelope, changed]).toString('base64') };
}

function replaced(at: number, byte: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    bytes[at] = byte;
    return bytes;
  };
}

describe('decodeSparse', () => {
  it('finds what was recorded, bucket by bucket', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const expected = new Map<number, number>();
        for (const ns of values) {
          expected.set(bucketOf(ns), (expected.get(bucketOf(ns)) ?? 0) + 1);
        }
        const { buckets, counts, count } = decodeSparse(recorded(values));
        const found = [...buckets].map((bucket, index) => [bucket, counts[index]] as const);
        expect(new Map(found)).toEqual(expected);
        expect([...buckets]).toEqual([...buckets].sort((left, right) => left - right));
        expect(count).toBe(values.length);
      }),
    );
  });

  it.each([1, 63, 64, 8_191, 8_192, 2 ** 20, 2 ** 31, 2 ** 34, 2 ** 48])(
    'reads a count of %d, however many bytes it takes',
    (count) => {
      const histogram = libraryHistogram(3, HIGHEST_NS);
      histogram.recordValueWithCount(77, count);
      const encoded = encodeIntoCompressedBase64(histogram);
      const portable = { encoded, count, min_ns: 77, max_ns: 77, sum_ns: 77 * count };
      expect([...decodeSparse(portable).counts]).toEqual([count]);
    },
  );

  it.each<[string, Partial<PortableHistogram>]>([
    ['says another count than it holds', { count: 4 }],
    ['has no extremes', { min_ns: null }],
    ['has its extremes the wrong way round', { min_ns: 9_000, max_ns: 1_000 }],
    ['is empty text', { encoded: '' }],
    ['is no base64', { encoded: 'ä!?' }],
    ['is something else', { encoded: Buffer.alloc(100).toString('base64') }],
  ])('refuses one that %s', (_, changes) => {
    expect(() => decodeSparse({ ...recorded([1_000, 2_000, 2_000]), ...changes })).toThrow(
      BadHistogramError,
    );
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['another encoding', replaced(3, 0)],
    ['other digits', replaced(15, 2)],
    ['another lowest value', replaced(23, 2)],
    ['another highest value', replaced(31, 1)],
    ['counts cut short', (bytes) => bytes.subarray(0, -1)],
    ['no counts at all', (bytes) => bytes.subarray(0, 30)],
    [
      'more empty buckets than there are',
      (bytes) => {
        const run = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]);
        bytes.writeInt32BE(run.length, 4);
        return Buffer.concat([bytes.subarray(0, 40), run]);
      },
    ],
    [
      'a number that never ends',
      (bytes) => {
        bytes.writeInt32BE(2, 4);
        return Buffer.concat([bytes.subarray(0, 40), Buffer.from([0x80, 0x80])]);
      },
    ],
    [
      'a count beyond all counting',
      (bytes) => {
        bytes.writeInt32BE(9, 4);
        return Buffer.concat([bytes.subarray(0, 40), Buffer.alloc(9, 0xfe)]);
      },
    ],
  ])('refuses one with %s', (_, change) => {
    expect(() => decodeSparse(tampered(change))).toThrow(BadHistogramError);
  });

  it('does not unpack megabytes that a few bytes stand for', () => {
    const bomb = tampered((bytes) => Buffer.concat([bytes, Buffer.alloc(50_000_000)]));
    expect(() => decodeSparse(bomb)).toThrow('it cannot be decompressed');
  });

  it('refuses a histogram of another layout that the library would read', () => {
    const histogram = libraryHistogram(2, 1_000_000);
    histogram.recordValue(500);
    const encoded = encodeIntoCompressedBase64(histogram);
    expect(() =>
      decodeSparse({ encoded, count: 1, min_ns: 500, max_ns: 500, sum_ns: 500 }),
    ).toThrow('range or digits');
  });

  it('never fails in another way, whatever the text is', () => {
    const good = recorded([5, 70, 900]);
    const bytes = Buffer.from(good.encoded, 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        const portable = { ...good, encoded: changed.toString('base64') };
        expect(outcomeOf(() => decodeSparse(portable).count)).toBeOneOf([3, 'BadHistogramError']);
      }),
    );
  });

  it('is the inverse of what a bucket begins with', () => {
    const { buckets } = decodeSparse(recorded([123_456]));
    expect(lowestNsOf(buckets[0] ?? 0)).toBeLessThanOrEqual(123_456);
    expect(lowestNsOf((buckets[0] ?? 0) + 1)).toBeGreaterThan(123_456);
  });
});

function outcomeOf<T>(act: () => T): T | string {
  try {
    return act();
  } catch (thrown) {
    return (thrown as Error).name;
  }
}
