import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBlob, encodeTold, encodeWhole } from '../../../src/strategies/leased/blob.js';
import { KeptReplica } from '../../../src/strategies/leased/kept-replica.js';
import { appendText, growSet, scalar } from '../support/writes.js';
import { memoryStore, threadOn } from './connected.js';

const WRITES = [
  scalar(['A', 0], 'status', { deep: ['\u0000', '\ud800', -1.5], ['__proto__']: null }),
  growSet(['B', 3], 'tags', ['x', 1, true, null]),
  appendText(['ä', 7], 'notes', 'line\n'),
];

describe('a blob of the leased strategy', () => {
  it('says how far its sender has seen', () => {
    const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(count, (seen) => {
        expect(decodeBlob(encodeTold(seen))).toEqual({ seen, writes: null });
      }),
    );
  });

  it('holds all writes as they were, where it is a whole state', () => {
    expect(decodeBlob(encodeWhole(WRITES))).toEqual({ seen: 3, writes: WRITES });
  });

  it.each([
    ['told', encodeTold(1_000)],
    ['whole', encodeWhole(WRITES)],
  ])('is refused with any bit of it flipped, or any of its end cut: %s', (_, blob) => {
    for (const [at, byte] of blob.entries()) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Uint8Array.from(blob);
        flipped[at] = byte ^ (1 << bit);
        expect(() => decodeBlob(flipped)).toThrow();
      }
      expect(() => decodeBlob(blob.subarray(0, at))).toThrow();
    }
  });
});

describe('a replica without a store', () => {
  it('reads a whole state as the replica did that it is of', () => {
    const replica = threadOn(memoryStore())('A');
    for (let op = 0; op < 40; op += 1) replica.apply(appendText(['A', op], 'notes', `${op};`));
    const kept = new KeptReplica();
    kept.import([replica.export('full')]);
    expect(kept.read()).toEqual(replica.read());
    expect(kept.export()).toEqual(replica.export('full'));
  });

  it('can neither write nor follow a blob into the store', () => {
    const kept = new KeptReplica();
    expect(() => {
      kept.apply();
    }).toThrow('needs a session store');
    expect(() => {
      kept.import([encodeTold(1)]);
    }).toThrow('a store that is not here');
  });
});
