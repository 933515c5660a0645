import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBlobs, unpackBlobs } from '../../src/workers/blob-pack.js';

describe('blob pack', () => {
  it('gives back every blob, empty ones too, with its sender', () => {
    const shards = fc.array(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 5 }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(shards, (blobsPerShard) => {
        let next = 0;
        const sent = blobsPerShard.map((blobs) => ({ blobs, senders: blobs.map(() => next++) }));
        const unpacked = unpackBlobs(sent.map((blobs) => packBlobs(blobs)));
        expect(unpacked.senders).toEqual(sent.flatMap(({ senders }) => senders));
        expect(unpacked.blobs.map((blob) => [...blob])).toEqual(
          blobsPerShard.flat().map((blob) => [...blob]),
        );
      }),
    );
  });

  it('lays blobs in memory that threads share, so that none is cloned', () => {
    const pack = packBlobs({ senders: [0], blobs: [Uint8Array.of(1, 2, 3)] });
    expect(pack.bytes).toBeInstanceOf(SharedArrayBuffer);
  });
});
