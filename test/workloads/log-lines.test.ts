import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from './log-files.js';
import { type LogLine, splitLines } from '../../src/workloads/log-lines.js';

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
}

function linesOf(chunks: readonly Uint8Array[], limit_bytes = 1000): Promise<LogLine[]> {
  return collect(splitLines(stream(chunks), limit_bytes));
}

/** The bytes cut into pieces of the given sizes, which repeat. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += pieces.at(-1)?.length ?? 1) {
    pieces.push(bytes.subarray(start, start + (sizes[pieces.length % sizes.length] ?? 1)));
  }
  return pieces;
}

const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n\uFEFF]/g, ''));

describe('splitLines', () => {
  it('gives back the lines that are not blank with their numbers, however the bytes arrive', async () => {
    const layout = fc.record({
      lines: fc.array(line),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      last: fc.constantFrom('', '\n'),
      mark: fc.constantFrom('', '\uFEFF'),
      sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(layout, async ({ lines, lineEnd, last, mark, sizes }) => {
        const bytes = new TextEncoder().encode(mark + lines.join(lineEnd) + last);
        const numbered = lines.map((text, index) => ({ number: index + 1, text }));
        expect(await linesOf(inPieces(bytes, sizes))).toEqual(
          numbered.filter(({ text }) => text.trim() !== ''),
        );
      }),
    );
  });

  it('refuses a line over the limit before it has read to its end', async () => {
    const endless = Array.from({ length: 100 }, () => Buffer.from('12345'));
    await expect(linesOf([Buffer.from('a\n'), ...endless], 12)).rejects.toMatchObject({
      line: 2,
      message: 'the line is longer than 12 bytes',
    });
  });

  it('accepts a line that is exactly as long as the limit', async () => {
    expect(await linesOf([Buffer.from('12345\n12345')], 5)).toHaveLength(2);
  });

  it.each([
    ['a byte that UTF-8 never has', [0x61, 0x0a, 0xff, 0x0a]],
    ['a character cut short by the line end', [0x61, 0x0a, 0xe2, 0x82, 0x0a]],
    ['an encoded surrogate', [0x61, 0x0a, 0xed, 0xa0, 0x80]],
  ])('refuses %s', async (_, bytes) => {
    await expect(linesOf([Uint8Array.from(bytes)])).rejects.toMatchObject({
      line: 2,
      message: 'the line is not valid UTF-8',
    });
  });

  it('drops a byte order mark at the start alone', async () => {
    const [first, second] = await linesOf([Buffer.from('\uFEFFa\n\uFEFFb')]);
    expect([first?.text, second?.text]).toEqual(['a', '\uFEFFb']);
  });
});
