import fc from 'fast-check';
import { build, type BitBucketSize } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { HIGHEST_NS } from '../../src/metrics/buckets.js';
import {
  LatencyHistogram,
  mergePortable,
  percentileDistribution,
  summarise,
  valuesAtPercentiles,
  type PortableHistogram,
} from '../../src/metrics/histogram.js';

const latencies = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2 * HIGHEST_NS })),
  { maxLength: 300 },
);

const NOTHING = {
  count: 0,
  mean_ns: null,
  min_ns: null,
  p50_ns: null,
  p90_ns: null,
  p99_ns: null,
  p99_9_ns: null,
  max_ns: null,
};

function recorded(values: readonly number[]): PortableHistogram {
  const histogram = new LatencyHistogram();
  for (const ns of values) histogram.record(ns);
  return histogram.portable();
}

function repeat(ns: number, times: number): number[] {
  return Array.from({ length: times }, () => ns);
}

describe('LatencyHistogram', () => {
  it('keeps count, extremes and sum exactly', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const { count, min_ns, max_ns, sum_ns } = recorded(values);
        expect({ count, min_ns, max_ns, sum_ns }).toEqual({
          count: values.length,
          min_ns: values.length === 0 ? null : Math.min(...values),
          max_ns: values.length === 0 ? null : Math.max(...values),
          sum_ns: values.reduce((sum, value) => sum + value, 0),
        });
      }),
    );
  });

  it('counts a latency of 0 in the lowest bucket and still says that the minimum was 0', () => {
    expect(summarise(recorded([0, 0, 5]))).toMatchObject({ min_ns: 0, p50_ns: 1, max_ns: 5 });
    expect(summarise(recorded([0]))).toMatchObject({ min_ns: 0, p50_ns: 0, max_ns: 0 });
  });

  it('counts more than an hour as an hour and still says how long it was', () => {
    const { max_ns, p50_ns, min_ns } = summarise(recorded([2 * HIGHEST_NS, 5 * HIGHEST_NS]));
    expect({ min_ns, max_ns }).toEqual({ min_ns: 2 * HIGHEST_NS, max_ns: 5 * HIGHEST_NS });
    expect(p50_ns).toBe(2 * HIGHEST_NS);
  });

  it.each([Number.NaN, -1, Number.NEGATIVE_INFINITY])(
    'refuses %d, which no clock can give',
    (ns) => {
      expect(() => {
        new LatencyHistogram().record(ns);
      }).toThrow(RangeError);
    },
  );

  it('can be posted to another thread', () => {
    const portable = recorded([1_000, 2_000]);
    expect(structuredClone(portable)).toEqual(portable);
  });

  it('goes on recording after it was made portable', () => {
    const histogram = new LatencyHistogram();
    histogram.record(5);
    histogram.portable();
    histogram.record(7);
    expect(summarise(histogram.portable())).toMatchObject({ count: 2, min_ns: 5, max_ns: 7 });
  });
});

describe('summarise', () => {
  it('has nothing but the count to say where nothing was measured', () => {
    expect(summarise(null)).toEqual(NOTHING);
    expect(summarise(recorded([]))).toEqual(NOTHING);
  });

  it('is ordered from minimum to maximum', () => {
    fc.assert(
      fc.property(
        latencies.filter((values) => values.length > 0),
        (values) => {
          const { min_ns, p50_ns, p90_ns, p99_ns, p99_9_ns, max_ns } = summarise(recorded(values));
          const summary = [min_ns, p50_ns, p90_ns, p99_ns, p99_9_ns, max_ns].map(Number);
          expect(summary).toEqual([...summary].sort((left, right) => left - right));
        },
      ),
    );
  });

  it('gives percentiles of the nearest rank to three digits', () => {
    const inRange = fc.array(fc.integer({ min: 1, max: HIGHEST_NS }), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(inRange, (values) => {
        const sorted = [...values].sort((left, right) => left - right);
        const exact = sorted[Math.ceil(0.9 * sorted.length) - 1] ?? Number.NaN;
        const { p90_ns } = summarise(recorded(values));
        expect(Math.abs(Number(p90_ns) - exact)).toBeLessThanOrEqual(exact / 1_000);
      }),
    );
  });

  it('is right where one latency was measured 70,000 times', () => {
    expect(summarise(recorded(repeat(1_000, 70_000)))).toMatchObject({
      p50_ns: 1_000,
      p99_ns: 1_000,
    });
  });

  it.each<[BitBucketSize, number]>([
    [8, 256],
    [16, 65_536],
  ])('would report a p99 of 0 with buckets of %d bits', (bitBucketSize, wrap) => {
    const narrow = build({
      bitBucketSize,
      lowestDiscernibleValue: 1,
      highestTrackableValue: HIGHEST_NS,
      numberOfSignificantValueDigits: 3,
    });
    for (const ns of repeat(1_000, wrap)) narrow.recordValue(ns);
    expect(narrow.getValueAtPercentile(99)).toBe(0);
    expect(summarise(recorded(repeat(1_000, wrap))).p99_ns).toBe(1_000);
  });
});

describe('mergePortable', () => {
  it('gives what one histogram would have recorded', () => {
    fc.assert(
      fc.property(fc.array(latencies, { maxLength: 5 }), (parts) => {
        const merged = mergePortable(parts.map(recorded));
        const together = recorded(parts.flat());
        expect({ ...merged, sum_ns: 0 }).toEqual({ ...together, sum_ns: 0 });
        expect(merged.sum_ns).toBeCloseTo(together.sum_ns, 0);
      }),
      { numRuns: 50 },
    );
  });

  it('gives an empty histogram for no parts', () => {
    expect(summarise(mergePortable([]))).toEqual(NOTHING);
  });
});

describe('valuesAtPercentiles', () => {
  it('agrees with the summary', () => {
    const histogram = recorded([1_000, 2_000, 3_000, ...repeat(9_000, 97)]);
    const { min_ns, p50_ns, p99_ns, max_ns } = summarise(histogram);
    expect(valuesAtPercentiles(histogram, [0, 50, 99, 100])).toEqual([
      min_ns,
      p50_ns,
      p99_ns,
      max_ns,
    ]);
  });

  it('never falls as the percentile rises, and stays within the exact extremes', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const found = valuesAtPercentiles(recorded(values), [0, 10, 50, 90, 99.9, 100]);
        expect(found).toEqual([...found].sort((left, right) => left - right));
        expect(found.every((ns) => ns >= Math.min(...values) && ns <= Math.max(...values))).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('has none of an empty histogram', () => {
    expect(valuesAtPercentiles(recorded([]), [50])).toEqual([]);
  });
});

describe('percentileDistribution', () => {
  it('is the standard table in microseconds, with its footer', () => {
    const lines = percentileDistribution(recorded([1_000, 9_000])).split('\n');
    expect(lines[0]).toMatch(/^ +Value +Percentile TotalCount 1\/\(1-Percentile\)$/);
    expect(lines[2]).toMatch(/^ +1\.000 0\.0{12} +1 +1\.00$/);
    expect(lines.slice(-4)).toEqual([
      expect.stringMatching(/^#\[Mean {4}= +\d+\.\d{3}, StdDeviation {3}= +\d+\.\d{3}\]$/),
      expect.stringMatching(/^#\[Max {5}= +9\.\d{3}, Total count {4}= +2\]$/),
      expect.stringMatching(/^#\[Buckets = +\d+, SubBuckets {5}= +2048\]$/),
      '',
    ]);
  });
});
