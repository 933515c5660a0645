import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64 } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { HIGHEST_NS } from '../../src/metrics/buckets.js';
import { LatencyHistogram, mergePortable } from '../../src/metrics/histogram.js';
import { portableFault } from '../../src/metrics/portable-fault.js';
import type { PortableHistogram } from '../../src/model/latency.js';

const latencies = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2 * HIGHEST_NS })),
  { maxLength: 200 },
);

function recorded(values: readonly number[]): PortableHistogram {
  const histogram = new LatencyHistogram();
  for (const ns of values) histogram.record(ns);
  return histogram.portable();
}

const SOUND = recorded([1_000, 2_000, 2_000, 9_000]);

/** The text of a compressed histogram with this content. */
function compressed(content: Buffer): string {
  const deflated = deflateSync(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(0x1c849314, 0);
  head.writeUInt32BE(deflated.length, 4);
  return Buffer.concat([head, deflated]).toString('base64');
}

/** The sound histogram's content, changed. */
function changed(change: (content: Buffer) => Buffer): string {
  return compressed(change(inflateSync(Buffer.from(SOUND.encoded, 'base64').subarray(8))));
}

/** Its header with these counts behind it. */
function counting(...bytes: readonly number[]): string {
  return changed((content) => {
    const counts = Buffer.concat([content.subarray(0, 40), Buffer.from(bytes)]);
    counts.writeUInt32BE(bytes.length, 4);
    return counts;
  });
}

describe('a histogram from a file', () => {
  it('is sound where this tool recorded or merged it', () => {
    fc.assert(
      fc.property(latencies, latencies, (left, right) => {
        const parts = [recorded(left), recorded(right)];
        expect([...parts, mergePortable(parts)].map(portableFault)).toEqual([null, null, null]);
      }),
    );
  });

  it('may count millions in one bucket', () => {
    const many = recorded(Array.from({ length: 100_000 }, () => 77));
    const merged = mergePortable(Array.from({ length: 40 }, () => many));
    expect(merged.count).toBe(4_000_000);
    expect(portableFault(merged)).toBeNull();
  });

  it.each<[string, Partial<PortableHistogram>, string]>([
    ['is not base64', { encoded: 'no!=' }, 'base64'],
    ['is base64 of odd length', { encoded: 'AAA' }, 'base64'],
    ['is empty', { encoded: '' }, 'HdrHistogram'],
    ['is something else', { encoded: Buffer.from('PNG and so on').toString('base64') }, 'Hdr'],
    ['is cut', { encoded: SOUND.encoded.slice(0, -8) }, 'cut'],
    ['goes on', { encoded: `${SOUND.encoded.replaceAll('=', 'A')}AAAA` }, 'behind it'],
    ['counts one more', { count: 5 }, 'holds 4 latencies and says 5'],
    ['counts none', { count: 0 }, 'holds 4 latencies and says 0'],
    ['has another minimum', { min_ns: 900 }, 'extremes'],
    ['has another maximum', { max_ns: 10_000 }, 'extremes'],
    ['has no minimum', { min_ns: null }, 'of nothing'],
    ['has a sum below its latencies', { sum_ns: 3_999 }, 'sum'],
    ['has a sum beyond its latencies', { sum_ns: 36_001 }, 'sum'],
    [
      'has a range of its own',
      {
        encoded: changed((content) => {
          content[31] = 9;
          return content;
        }),
      },
      'range',
    ],
    [
      'has a precision of its own',
      {
        encoded: changed((content) => {
          content[15] = 5;
          return content;
        }),
      },
      'range',
    ],
    [
      'holds nothing but a header',
      { encoded: changed((content) => content.subarray(0, 40)) },
      'range',
    ],
    ['ends within a count', { encoded: counting(0x80) }, 'cut'],
    ['counts beyond 32 bits', { encoded: counting(0x80, 0x80, 0x80, 0x80, 0x80, 0x01) }, '32 bits'],
    ['counts beyond all bits', { encoded: counting(...Array<number>(9).fill(0xff)) }, '32 bits'],
    ['skips beyond its range', { encoded: counting(0xff, 0xff, 0xff, 0x7f, 0x02) }, 'buckets'],
    [
      'inflates to gigabytes',
      { encoded: compressed(Buffer.alloc(8 * 1024 * 1024)) },
      'decompressed',
    ],
  ])('is refused where it %s', (_, change, reason) => {
    expect(portableFault({ ...SOUND, ...change })).toContain(reason);
  });

  it('is refused where nothing was recorded and a sum is left', () => {
    expect(portableFault({ ...recorded([]), sum_ns: 1 })).toContain('of nothing');
  });

  it('is refused where another tool made it with another layout', () => {
    const foreign = build({ bitBucketSize: 32, numberOfSignificantValueDigits: 2 });
    foreign.recordValue(1_000);
    const stated = { count: 1, min_ns: 1_000, max_ns: 1_000, sum_ns: 1_000 };
    const encoded = encodeIntoCompressedBase64(foreign);
    expect(portableFault({ encoded, ...stated })).toContain('range');
  });

  it('that is damaged and not refused still decodes to as many latencies as it says', () => {
    const content = inflateSync(Buffer.from(SOUND.encoded, 'base64').subarray(8));
    const anyDamage = fc.tuple(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(anyDamage, ([position, flips]) => {
        const damaged = Buffer.from(content);
        damaged[position] = (content[position] ?? 0) ^ flips;
        const histogram = { ...SOUND, encoded: compressed(damaged) };
        fc.pre(portableFault(histogram) === null);
        expect(decodeFromCompressedBase64(histogram.encoded).totalCount).toBe(SOUND.count);
      }),
    );
  });
});
