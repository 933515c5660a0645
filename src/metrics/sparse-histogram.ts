// A histogram as the few buckets that hold anything: what merging, resampling and reading many of them
// takes. Decoded here instead of by the library, which unfolds 33,000 buckets for each, and which builds
// whatever size the text asks for: this text may come from a file that anyone could have written.

import { inflateSync } from 'node:zlib';
import type { PortableHistogram } from '../model/latency.js';
import { BUCKETS, DIGITS, HIGHEST_NS, LOWEST_NS } from './buckets.js';

export interface SparseHistogram {
  /** Indexes of the buckets that hold anything, ascending. */
  readonly buckets: Uint32Array;
  /** How many latencies each of them holds. */
  readonly counts: Float64Array;
  readonly count: number;
  /** The exact extremes; null where nothing was recorded. */
  readonly min_ns: number | null;
  readonly max_ns: number | null;
}

/** Text that is no histogram of ours; `message` says why. */
export class BadHistogramError extends Error {
  override readonly name = 'BadHistogramError';
}

// The layout is that of HdrHistogram's V2 encoding, big-endian: cookie and length, then, compressed, cookie,
// payload length, index offset (1 from the library, 0 from Java, used by neither), digits, bounds, ratio, and
// the counts, zigzag in LEB128.
// https://github.com/HdrHistogram/HdrHistogram/blob/master/src/main/java/org/HdrHistogram/EncodableHistogram.java
const COMPRESSED_COOKIE = 0x1c849314;
const COOKIE = 0x1c849313;
const ENVELOPE_BYTES = 8;
const HEADER_BYTES = 40;
/** 56 bits: enough for every number that is exact here, 2^53, with its sign. */
const MAX_COUNT_BYTES = 8;
const MAX_BYTES = HEADER_BYTES + BUCKETS * MAX_COUNT_BYTES;

/** @throws BadHistogramError where it is not as `LatencyHistogram` makes it, or contradicts itself. */
export function decodeSparse({
  encoded,
  count,
  min_ns,
  max_ns,
}: PortableHistogram): SparseHistogram {
  const { buckets, counts } = readCounts(payloadOf(decompressed(encoded)));
  const held = counts.reduce((sum, value) => sum + value, 0);
  insist(held === count, `it holds ${held} latencies and is said to hold ${count}`);
  const hasExtremes = min_ns !== null && max_ns !== null && min_ns <= max_ns;
  insist(count === 0 || hasExtremes, 'it has no extremes');
  return { buckets, counts, count, min_ns, max_ns };
}

function decompressed(encoded: string): Buffer {
  const bytes = Buffer.from(encoded, 'base64');
  insist(bytes.length > ENVELOPE_BYTES, 'it is cut short');
  insist(bytes.readInt32BE(0) === COMPRESSED_COOKIE, 'it is not in the V2 compressed encoding');
  try {
    return inflateSync(bytes.subarray(ENVELOPE_BYTES), { maxOutputLength: MAX_BYTES });
  } catch {
    throw new BadHistogramError('it cannot be decompressed');
  }
}

function payloadOf(bytes: Buffer): Buffer {
  insist(bytes.length >= HEADER_BYTES, 'it is cut short');
  insist(bytes.readInt32BE(0) === COOKIE, 'it is not in the V2 encoding');
  const isOurs =
    bytes.readInt32BE(12) === DIGITS &&
    bytes.readBigInt64BE(16) === BigInt(LOWEST_NS) &&
    bytes.readBigInt64BE(24) === BigInt(HIGHEST_NS);
  insist(isOurs, 'its range or digits are others than 1 ns to 1 h at 3 digits');
  const payload = bytes.subarray(HEADER_BYTES);
  insist(payload.length === bytes.readInt32BE(4), 'it is cut short');
  return payload;
}

function readCounts(payload: Buffer): Pick<SparseHistogram, 'buckets' | 'counts'> {
  const [buckets, counts]: [number[], number[]] = [[], []];
  const reader = { payload, at: 0 };
  for (let bucket = 0; reader.at < payload.length;) {
    const value = readZigZag(reader);
    if (value > 0) {
      buckets.push(bucket);
      counts.push(value);
    }
    // A negative number stands for that many empty buckets.
    bucket += value < 0 ? -value : 1;
    insist(bucket <= BUCKETS, 'it has more buckets than there are');
  }
  return { buckets: Uint32Array.from(buckets), counts: Float64Array.from(counts) };
}

function readZigZag(reader: { readonly payload: Buffer; at: number }): number {
  let [value, scale, byte] = [0, 1, 0x80];
  for (let index = 0; index < MAX_COUNT_BYTES && byte >= 0x80; index += 1) {
    byte = reader.payload[reader.at] ?? Number.NaN;
    insist(!Number.isNaN(byte), 'it ends within a number');
    reader.at += 1;
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
  }
  insist(byte < 0x80 && value <= Number.MAX_SAFE_INTEGER, 'it holds a count too large to be one');
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function insist(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new BadHistogramError(otherwise);
}
