// Packing a shard's blobs into shared memory once, so that a blob crosses into a thread at most once
// whatever the number of replicas there, and receivers read views of one buffer instead of clones.

import type { StateBlob } from '../model/blob.js';
import type { BlobPack } from './protocol.js';

/** Blobs and who sent them, in the same order. */
export interface SentBlobs {
  readonly senders: readonly number[];
  readonly blobs: readonly StateBlob[];
}

export function packBlobs({ senders, blobs }: SentBlobs): BlobPack {
  const ends: number[] = [];
  let total_bytes = 0;
  for (const blob of blobs) ends.push((total_bytes += blob.length));
  const bytes = new SharedArrayBuffer(total_bytes);
  const target = new Uint8Array(bytes);
  blobs.forEach((blob, index) => {
    target.set(blob, (ends[index] ?? 0) - blob.length);
  });
  return { bytes, ends, senders };
}

/** Views on all packs' blobs, in the order of the packs. */
export function unpackBlobs(packs: readonly BlobPack[]): SentBlobs {
  const blobs = packs.flatMap(({ bytes, ends }) =>
    ends.map((end, index) => {
      const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
      return new Uint8Array(bytes, start, end - start);
    }),
  );
  return { senders: packs.flatMap((pack) => pack.senders), blobs };
}
