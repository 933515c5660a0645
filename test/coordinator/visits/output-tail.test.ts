import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputTail } from '../../../src/coordinator/visits/output-tail.js';

function tailOf(limit_bytes: number, ...pieces: readonly string[]): OutputTail {
  const tail = new OutputTail(limit_bytes);
  for (const piece of pieces) tail.push(Buffer.from(piece));
  return tail;
}

describe('the tail of an output', () => {
  it('is the end of all that was said, in whatever pieces', () => {
    const ascii = fc.array(fc.string({ unit: 'grapheme-ascii' }));
    fc.assert(
      fc.property(ascii, fc.integer({ min: 1, max: 40 }), (pieces, limit_bytes) => {
        expect(tailOf(limit_bytes, ...pieces).text()).toBe(pieces.join('').slice(-limit_bytes));
      }),
    );
  });

  it('is empty where nothing was said', () => {
    expect(tailOf(10).text()).toBe('');
  });

  it('holds no more than its limit, whatever it is asked for', () => {
    expect(tailOf(4, 'abcdef', 'gh').text(100)).toBe('efgh');
  });

  it('can be asked for less of it', () => {
    expect(tailOf(10, 'abc', 'def').text(2)).toBe('ef');
  });

  it.each(['aä', 'a€', 'a😀'])('begins with a whole character, cut in %s', (text) => {
    for (let bytes = 1; bytes <= Buffer.byteLength(text); bytes += 1) {
      const rest = text.slice(1);
      expect([text, rest, '']).toContain(tailOf(bytes, text).text());
    }
  });
});
