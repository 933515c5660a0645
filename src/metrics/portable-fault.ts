// Whether a histogram that was read from a file is one that this tool wrote. The library decodes whatever it
// is given: a foreign layout, a cut payload and counts beyond its 32 bits all come out as wrong percentiles,
// and a small text can inflate to gigabytes. So the text is walked here first, without making a histogram.
//
// The layout is HdrHistogram V2, compressed: "Histogram encoding" in https://github.com/HdrHistogram/HdrHistogram
// (AbstractHistogram.encodeIntoCompressedByteBuffer): big-endian header, deflated counts in ZigZag LEB128,
// a negative count being a run of so many empty buckets.

import { inflateSync } from 'node:zlib';
import type { PortableHistogram } from '../model/latency.js';
import { BUCKETS, bucketOf, DIGITS, HIGHEST_NS, LOWEST_NS } from './buckets.js';

const COMPRESSED_COOKIE = 0x1c849314;
const COOKIE = 0x1c849313;
const COMPRESSED_HEADER_BYTES = 8;
const HEADER_BYTES = 40;
/** A count takes 5 bytes at the most, because it fits in 32 bits. */
const MAX_BYTES = HEADER_BYTES + 5 * BUCKETS;
const MAX_COUNT = 2 ** 32 - 1;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Sums of many latencies are rounded. */
const TOLERANCE = 1e-9;

/** What is wrong with a histogram of unknown origin, in words; null where it is sound. */
export function portableFault(histogram: PortableHistogram): string | null {
  try {
    refuseContradiction(histogram, walk(payloadOf(histogram.encoded)));
    return null;
  } catch (thrown) {
    if (thrown instanceof HistogramFault) return thrown.message;
    throw thrown;
  }
}

class HistogramFault extends Error {
  override readonly name = 'HistogramFault';
}

/** The counts as they are encoded, after all headers have been found to be ours. */
function payloadOf(encoded: string): Buffer {
  if (encoded.length % 4 !== 0 || !BASE64.test(encoded))
    throw new HistogramFault('it is not base64');
  const stored = Buffer.from(encoded, 'base64');
  if (stored.length < COMPRESSED_HEADER_BYTES || stored.readUInt32BE(0) !== COMPRESSED_COOKIE) {
    throw new HistogramFault('it is not a compressed HdrHistogram V2');
  }
  if (stored.readUInt32BE(4) !== stored.length - COMPRESSED_HEADER_BYTES) {
    throw new HistogramFault('it is cut or has something behind it');
  }
  const content = inflate(stored.subarray(COMPRESSED_HEADER_BYTES));
  if (!hasOurLayout(content)) throw new HistogramFault('its range or precision is not ours');
  return content.subarray(HEADER_BYTES);
}

function inflate(deflated: Buffer): Buffer {
  try {
    return inflateSync(deflated, { maxOutputLength: MAX_BYTES });
  } catch (thrown) {
    throw new HistogramFault('its counts cannot be decompressed', { cause: thrown });
  }
}

function hasOurLayout(content: Buffer): boolean {
  return (
    content.length > HEADER_BYTES &&
    content.readUInt32BE(0) === COOKIE &&
    content.readUInt32BE(4) === content.length - HEADER_BYTES &&
    content.readUInt32BE(12) === DIGITS &&
    content.readBigUInt64BE(16) === BigInt(LOWEST_NS) &&
    content.readBigUInt64BE(24) === BigInt(HIGHEST_NS)
  );
}

/** What the buckets say: how many latencies, and the outermost buckets that have any (-1 where none has). */
interface Walked {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

function walk(payload: Buffer): Walked {
  let [count, first, last, bucket] = [0, -1, -1, 0];
  for (const word of wordsOf(payload)) {
    if (word > MAX_COUNT) throw new HistogramFault('a bucket counts more than 32 bits');
    if (word > 0) {
      if (first < 0) first = bucket;
      last = bucket;
      count += word;
    }
    bucket += word < 0 ? -word : 1;
    if (bucket > BUCKETS) throw new HistogramFault('it has more buckets than its range');
  }
  return { count, first, last };
}

/** ZigZag LEB128: seven bits a byte, the least significant first, the sign in the lowest bit of all. */
function wordsOf(payload: Buffer): readonly number[] {
  const words: number[] = [];
  let [value, scale] = [0, 1];
  for (const byte of payload) {
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (scale > 2 ** 42) throw new HistogramFault('a bucket counts more than 32 bits');
    if ((byte & 0x80) !== 0) continue;
    words.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
    value = 0;
    scale = 1;
  }
  if (scale !== 1) throw new HistogramFault('its last count is cut');
  return words;
}

/** Count, extremes and sum stand beside the buckets: they must be of the same latencies. */
function refuseContradiction(
  { count, min_ns, max_ns, sum_ns }: PortableHistogram,
  walked: Walked,
): void {
  if (walked.count !== count) {
    throw new HistogramFault(`it holds ${walked.count} latencies and says ${count}`);
  }
  if (count === 0 || min_ns === null || max_ns === null) {
    if (count !== 0 || min_ns !== null || max_ns !== null || sum_ns !== 0) {
      throw new HistogramFault('extremes or sum of nothing');
    }
    return;
  }
  if (bucketOfAny(min_ns) !== walked.first || bucketOfAny(max_ns) !== walked.last) {
    throw new HistogramFault('its extremes are not those of its buckets');
  }
  const [least_ns, most_ns] = [count * min_ns * (1 - TOLERANCE), count * max_ns * (1 + TOLERANCE)];
  if (min_ns > max_ns || sum_ns < least_ns || sum_ns > most_ns) {
    throw new HistogramFault('its sum is not one of its latencies');
  }
}

function bucketOfAny(ns: number): number {
  return bucketOf(Math.min(Math.max(ns, LOWEST_NS), HIGHEST_NS));
}
