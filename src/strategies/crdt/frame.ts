// Two documents' bytes in one blob: the length of each (32 bits, big-endian), the first, the second. Both
// lengths, because a blob cut between the two would otherwise pass for one whose second is empty.

import type { StateBlob } from '../../model/blob.js';

const LENGTHS_BYTES = 8;

export function joinFrame(first: Uint8Array, second: Uint8Array): StateBlob {
  const blob = new Uint8Array(LENGTHS_BYTES + first.length + second.length);
  const view = new DataView(blob.buffer);
  view.setUint32(0, first.length);
  view.setUint32(4, second.length);
  blob.set(first, LENGTHS_BYTES);
  blob.set(second, LENGTHS_BYTES + first.length);
  return blob;
}

/** @throws RangeError where the blob has not the lengths it states. */
export function splitFrame(blob: StateBlob): readonly [first: Uint8Array, second: Uint8Array] {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  const stated =
    blob.length < LENGTHS_BYTES ? NaN : LENGTHS_BYTES + view.getUint32(0) + view.getUint32(4);
  if (stated !== blob.length) {
    throw new RangeError(`crdt blob of ${blob.length} bytes is truncated or has bytes to spare`);
  }
  const end = LENGTHS_BYTES + view.getUint32(0);
  return [blob.subarray(LENGTHS_BYTES, end), blob.subarray(end)];
}
