// Two documents' bytes in one blob: the length of each (32 bits, big-endian), the first, the second. Both
// lengths, because a blob cut between the two would otherwise pass for one whose second is empty.
//
// A packed frame is a marker that no length can be, the length of what follows, and both documents' columns
// (columns.ts) compressed by Brotli. Updates of many peers repeat each other's names: a thousand together take a
// sixth of their room, one alone two thirds.

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';
import { fromColumns, toColumns } from './columns.js';

const LENGTHS_BYTES = 8;

/** In the place of the first length: longer than any blob can be. */
const PACKED = 0xffff_ffff;

/** What a thread has memory for, and more than Loro has for one document. A few bytes may unpack to any number. */
const UNPACKED_MOST_BYTES = 512 * 1024 ** 2;

/**
 * Where Brotli gains most for its time. In what is large, more is alike: there 4 takes half the time of 5 for
 * a tenth more bytes.
 */
const QUALITY = { small: 5, large: 4 };
const LARGE_BYTES = 256 * 1024;
const WINDOW_BITS = { least: 10, most: 20 };

export function joinFrame(first: Uint8Array, second: Uint8Array): StateBlob {
  const blob = new Uint8Array(LENGTHS_BYTES + first.length + second.length);
  const view = new DataView(blob.buffer);
  view.setUint32(0, first.length);
  view.setUint32(4, second.length);
  blob.set(first, LENGTHS_BYTES);
  blob.set(second, LENGTHS_BYTES + first.length);
  return blob;
}

export function joinPackedFrame(first: Uint8Array, second: Uint8Array): StateBlob {
  const columns = toColumns(first, second);
  const { length } = columns;
  const bits = Math.ceil(Math.log2(length));
  const packed = brotliCompressSync(columns, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: length > LARGE_BYTES ? QUALITY.large : QUALITY.small,
      [constants.BROTLI_PARAM_SIZE_HINT]: length,
      // A window larger than what is packed only costs the time to set it up.
      [constants.BROTLI_PARAM_LGWIN]: Math.min(Math.max(bits, WINDOW_BITS.least), WINDOW_BITS.most),
    },
  });
  const blob = new Uint8Array(LENGTHS_BYTES + packed.length);
  const view = new DataView(blob.buffer);
  view.setUint32(0, PACKED);
  view.setUint32(4, packed.length);
  blob.set(packed, LENGTHS_BYTES);
  return blob;
}

/** @throws Error where the blob is no frame, packed or not, or has not the lengths it states. */
export function splitFrame(
  blob: StateBlob,
  unpacked_most_bytes = UNPACKED_MOST_BYTES,
): readonly [first: Uint8Array, second: Uint8Array] {
  const [first_bytes, second_bytes] = lengthsOf(blob);
  if (first_bytes === PACKED && second_bytes === blob.length - LENGTHS_BYTES) {
    return unpack(blob.subarray(LENGTHS_BYTES), unpacked_most_bytes);
  }
  if (LENGTHS_BYTES + first_bytes + second_bytes !== blob.length) {
    throw new RangeError(`crdt blob of ${blob.length} bytes is truncated or has bytes to spare`);
  }
  const end = LENGTHS_BYTES + first_bytes;
  return [blob.subarray(LENGTHS_BYTES, end), blob.subarray(end)];
}

function lengthsOf(blob: StateBlob): readonly [first_bytes: number, second_bytes: number] {
  if (blob.length < LENGTHS_BYTES) return [NaN, NaN];
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  return [view.getUint32(0), view.getUint32(4)];
}

function unpack(
  packed: Uint8Array,
  most_bytes: number,
): readonly [first: Uint8Array, second: Uint8Array] {
  try {
    return fromColumns(brotliDecompressSync(packed, { maxOutputLength: most_bytes }));
  } catch (thrown) {
    throw new Error(
      `crdt blob of ${packed.length} bytes cannot be unpacked: ${messageOf(thrown)}`,
      { cause: thrown },
    );
  }
}
