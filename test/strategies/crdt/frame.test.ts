import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinFrame, joinPackedFrame, splitFrame } from '../../../src/strategies/crdt/frame.js';

const bytes = fc.uint8Array({ maxLength: 30 });

describe.each([
  ['frame', joinFrame],
  ['packed frame', joinPackedFrame],
])('%s of two documents', (_, join) => {
  it('gives back both parts, empty ones too, from anywhere in a larger buffer', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat({ max: 5 }), (first, second, offset) => {
        const blob = join(first, second);
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
        const blob = join(first, second);
        const shorter = blob.subarray(0, cut % blob.length);
        expect(() => splitFrame(shorter)).toThrow(RangeError);
        expect(() => splitFrame(Uint8Array.of(...blob, 0))).toThrow(RangeError);
      }),
    );
  });
});

describe('packed frame', () => {
  it('takes less room where its parts repeat each other', () => {
    const part = new TextEncoder().encode('what everyone says, '.repeat(50));
    expect(joinPackedFrame(part, part).length).toBeLessThan(joinFrame(part, part).length / 5);
  });

  it('is refused where what was packed is damaged', () => {
    const blob = joinPackedFrame(new Uint8Array(100), Uint8Array.of(1, 2, 3));
    expect(() => splitFrame(blob.fill(0xaa, 8))).toThrow('cannot be unpacked');
  });

  it('is refused where it unpacks to more than there is room for', () => {
    const blob = joinPackedFrame(new Uint8Array(100_000), new Uint8Array(0));
    expect(blob.length).toBeLessThan(200);
    expect(() => splitFrame(blob, 10_000)).toThrow('cannot be unpacked');
    expect(splitFrame(blob, 200_000)[0]).toHaveLength(100_000);
  });
});
