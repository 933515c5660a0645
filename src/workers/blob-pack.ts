// Packing a shard's blobs into shared memory once, so that a blob crosses into a thread at most once
// whatever the number of replicas there, and receivers read views of one buffer instead of clones.

import type { StateBlob } from '../model/blob.js';
import type { BlobPack } from './protocol.js';

/** Blobs and who sent them, in the same order. */
export interface SentBlobs {
  readonly senders: readonly number[];
  readonly blobs: readonly StateBlob[];
}

/** How a blob is laid into a pack: how long it is there, and how it is written. */
export interface Wrapping {
  lengthOf(blob: StateBlob): number;
  write(blob: StateBlob, index: number, target: Uint8Array, at: number): void;
}

const AS_IT_IS: Wrapping = {
  lengthOf: (blob) => blob.length,
  write: (blob, _, target, at) => {
    target.set(blob, at);
  },
};

/** An empty blob stays empty: it says that there is nothing to send, and is wrapped in nothing. */
export function packBlobs({ senders, blobs }: SentBlobs, wrapping: Wrapping = AS_IT_IS): BlobPack {
  const ends: number[] = [];
  let total_bytes = 0;
  for (const blob of blobs) {
    if (blob.length > 0) total_bytes += wrapping.lengthOf(blob);
    ends.push(total_bytes);
  }
  const bytes = new SharedArrayBuffer(total_bytes);
  const target = new Uint8Array(bytes);
  blobs.forEach((blob, index) => {
    if (blob.length > 0) wrapping.write(blob, index, target, ends[index - 1] ?? 0);
  });
  return { bytes, ends, senders, payload_bytes: blobs.map((blob) => blob.length) };
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
