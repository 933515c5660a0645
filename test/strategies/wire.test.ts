import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireReader, WireWriter } from '../../src/strategies/wire.js';

const counts = fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 127, 128, 2 ** 32, 2 ** 53 - 1));
const words = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const parts = fc.uint8Array({ maxLength: 400 });

describe('bytes of a version', () => {
  it('give back the numbers and parts that were written', () => {
    fc.assert(
      fc.property(counts, words, parts, counts, (first, word, part, last) => {
        const bytes = new WireWriter().count(first).word(word).sized(part).count(last).finish();
        const reader = new WireReader(bytes);
        expect([reader.count(), reader.word(), [...reader.sized()], reader.count()]).toEqual([
          first,
          word,
          [...part],
          last,
        ]);
        reader.end();
      }),
    );
  });

  it('hold a stretch of other bytes as they hold a part, and tell where it is without a view', () => {
    fc.assert(
      fc.property(parts, counts, (part, last) => {
        const around = Uint8Array.of(7, ...part, 9);
        const bytes = new WireWriter().sizedStretch(around, 1, part.length).count(last).finish();
        expect(bytes).toEqual(new WireWriter().sized(part).count(last).finish());
        const reader = new WireReader(bytes);
        const length = reader.count();
        const start = reader.skip(length);
        expect([...bytes.subarray(start, start + length)]).toEqual([...part]);
        expect(reader.count()).toBe(last);
      }),
    );
  });

  it('stay as they are whatever is written next, or at the same time', () => {
    const first = new WireWriter().word(1);
    const second = new WireWriter().word(2);
    const finished = [first.finish(), second.finish(), new WireWriter().word(3).finish()];
    new WireWriter().word(4).count(5);
    const after = new WireWriter().word(6).finish();
    expect([...finished, after].map((bytes) => new WireReader(bytes).word())).toEqual([1, 2, 3, 6]);
  });

  it('tell where they end, and give a view of all that is left', () => {
    const reader = new WireReader(new WireWriter().count(1).word(2).finish());
    expect([reader.count(), reader.isAtEnd()]).toEqual([1, false]);
    expect([[...reader.rest()], reader.isAtEnd()]).toEqual([[2, 0, 0, 0], true]);
    expect(reader.rest()).toHaveLength(0);
  });

  it('take a byte for a small number and eight for the largest', () => {
    expect(new WireWriter().count(127).finish()).toHaveLength(1);
    expect(new WireWriter().count(2 ** 53 - 1).finish()).toHaveLength(8);
  });

  it.each([
    ['a number beyond 2^53 - 1', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x10)],
    ['a number without end', new Uint8Array(30).fill(0x80)],
    ['a number cut off', Uint8Array.of(0x80)],
    ['a number in more bytes than it needs', Uint8Array.of(0x81, 0)],
  ])('are refused with %s', (_, bytes) => {
    expect(() => new WireReader(bytes).count()).toThrow(Error);
  });

  it('are refused where a part is longer than what is left, or bytes are left over', () => {
    expect(() => new WireReader(Uint8Array.of(3, 1, 2)).sized()).toThrow('ends too early');
    expect(() => new WireReader(Uint8Array.of(1, 2)).skip(3)).toThrow('ends too early');
    expect(() => new WireReader(Uint8Array.of(1)).word()).toThrow('ends too early');
    expect(() => {
      new WireReader(Uint8Array.of(1)).end();
    }).toThrow('bytes to spare');
  });
});
