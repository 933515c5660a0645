// Two documents' bytes in one blob: the length of each (32 bits, big-endian), the first, the second. Both
// lengths, because a blob cut between the two would otherwise pass for one whose second is empty.
//
// A packed frame is a marker that no lengths can be, and a frame compressed by Brotli. Updates of many peers
// repeat each other's names: together they take a fourth of the room, alone not much less than their own.

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';

const LENGTHS_BYTES = 8;

/** Read as the first length, it is longer than any blob can be. */
const PACKED = Uint8Array.of(0xff, 0xff, 0xff, 0xff);

/** Where Brotli gains most for its time: a half of what Loro takes to make the updates. */
const QUALITY = 5;
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
  const frame = joinFrame(first, second);
  const bits = Math.ceil(Math.log2(frame.length));
  const packed = brotliCompressSync(frame, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: frame.length,
      // A window larger than the frame only costs the time to set it up.
      [constants.BROTLI_PARAM_LGWIN]: Math.min(Math.max(bits, WINDOW_BITS.least), WINDOW_BITS.most),
    },
  });
  const blob = new Uint8Array(PACKED.length + packed.length);
  blob.set(PACKED);
  blob.set(packed, PACKED.length);
  return blob;
}

/** @throws Error where the blob is no frame, packed or not, or has not the lengths it states. */
export function splitFrame(blob: StateBlob): readonly [first: Uint8Array, second: Uint8Array] {
  return PACKED.every((byte, index) => blob[index] === byte)
    ? splitPlainFrame(unpack(blob))
    : splitPlainFrame(blob);
}

function unpack(blob: StateBlob): Uint8Array {
  try {
    return brotliDecompressSync(blob.subarray(PACKED.length));
  } catch (thrown) {
    throw new Error(`crdt blob of ${blob.length} bytes cannot be unpacked: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

function splitPlainFrame(blob: StateBlob): readonly [first: Uint8Array, second: Uint8Array] {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  const stated =
    blob.length < LENGTHS_BYTES ? NaN : LENGTHS_BYTES + view.getUint32(0) + view.getUint32(4);
  if (stated !== blob.length) {
    throw new RangeError(`crdt blob of ${blob.length} bytes is truncated or has bytes to spare`);
  }
  const end = LENGTHS_BYTES + view.getUint32(0);
  return [blob.subarray(LENGTHS_BYTES, end), blob.subarray(end)];
}
