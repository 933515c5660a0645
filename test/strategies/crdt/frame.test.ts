import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinFrame, splitFrame } from '../../../src/strategies/crdt/frame.js';

const bytes = fc.uint8Array({ maxLength: 30 });

describe('frame of two documents', () => {
  it('gives back both parts, empty ones too, from anywhere in a larger buffer', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat({ max: 5 }), (first, second, offset) => {
        const blob = joinFrame(first, second);
        const larger = new Uint8Array(offset + blob.length + 3);
        larger.set(blob, offset);
        const [left, right] = splitFrame(larger.subarray(offset, offset + blob.length));
        expect([[...left], [...right]]).toEqual([[...first], [...second]]);
      }),
    );
  });

  it('refuses a blob cut anywhere, or with bytes to spare', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat(), (first, second, cut) => {
        const blob = joinFrame(first, second);
        const shorter = blob.subarray(0, cut % blob.length);
        expect(() => splitFrame(shorter)).toThrow(RangeError);
        expect(() => splitFrame(Uint8Array.of(...blob, 0))).toThrow(RangeError);
      }),
    );
  });
});
