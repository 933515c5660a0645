// Two documents' bytes in one blob: the length of the first (32 bits, big-endian), the first, the second.

import type { StateBlob } from '../../model/blob.js';

const LENGTH_BYTES = 4;

export function joinFrame(first: Uint8Array, second: Uint8Array): StateBlob {
  const blob = new Uint8Array(LENGTH_BYTES + first.length + second.length);
  new DataView(blob.buffer).setUint32(0, first.length);
  blob.set(first, LENGTH_BYTES);
  blob.set(second, LENGTH_BYTES + first.length);
  return blob;
}

/** @throws RangeError where the blob is too short for the length it states. */
export function splitFrame(blob: StateBlob): readonly [first: Uint8Array, second: Uint8Array] {
  const stated =
    blob.length < LENGTH_BYTES ? Infinity : new DataView(blob.buffer, blob.byteOffset).getUint32(0);
  if (LENGTH_BYTES + stated > blob.length) {
    throw new RangeError(`crdt blob of ${blob.length} bytes is truncated`);
  }
  const end = LENGTH_BYTES + stated;
  return [blob.subarray(LENGTH_BYTES, end), blob.subarray(end)];
}
