import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import { FragmentIndex } from '../../../src/verdict/text/fragment-index.js';
import type { Tile } from '../../../src/verdict/text/tile.js';
import { tileText } from '../../../src/verdict/text/tiling.js';

/** `[type, pieces]`, foreign pieces in angle brackets. */
function tile(text: string, fragments: readonly string[]): readonly [string, readonly string[]] {
  const index = new FragmentIndex([...new Set(fragments)]);
  const available = index.fragments.map((one) => fragments.filter((two) => one === two).length);
  const tiling = tileText(text, index, available);
  if (tiling.type === 'undecided') return [tiling.type, []];
  return [tiling.type, tiling.tiles.map((one) => show(one, text))];
}

function show({ start, end, type }: Tile, text: string): string {
  const piece = text.slice(start, end);
  return type === 'foreign' ? `<${piece}>` : piece;
}

describe('tileText', () => {
  it('reads a text as the row of fragments it is', () => {
    expect(tile('two. one. ', ['one. ', 'two. '])).toEqual(['exact', ['two. ', 'one. ']]);
  });

  it('takes the shorter of two fragments where the longer leads nowhere', () => {
    expect(tile('abab', ['aba', 'ab', 'ab'])).toEqual(['exact', ['ab', 'ab']]);
  });

  it('uses no fragment more often than it was issued while there is another way', () => {
    expect(tile('aaa', ['aa', 'a'])).toEqual(['exact', ['aa', 'a']]);
    expect(tile('abcab', ['ab', 'abc', 'cab', 'c'])[0]).toBe('exact');
  });

  it('uses one too often where there is no other way', () => {
    expect(tile('abab', ['ab', 'c', 'd'])).toEqual(['inexact', ['ab', 'ab']]);
    expect(tile('aaaaa', ['aa', 'a', 'a'])).toEqual(['inexact', ['aa', 'a', 'a', 'a']]);
  });

  it('calls foreign what no fragment covers, in one run, and keeps what stands around it', () => {
    const fragments = ['A: seeded the doc.', 'B: added a note.'];
    expect(tile('A: seeded the doc.B: added a n', fragments)).toEqual([
      'inexact',
      ['A: seeded the doc.', '<B: added a n>'],
    ]);
  });

  it('uses no fragment too often beside something foreign while there is another way', () => {
    expect(tile('zzzaaaa', ['aa', 'a', 'a'])).toEqual(['inexact', ['<zzz>', 'aa', 'a', 'a']]);
  });

  it('does not explain a foreign sentence by short fragments that happen to stand in it', () => {
    expect(tile('banana!hello', ['a', 'hello'])).toEqual(['inexact', ['<banana!>', 'hello']]);
  });

  it('reads the empty text as no fragments', () => {
    expect(tile('', ['a'])).toEqual(['exact', []]);
    expect(tile('', [])).toEqual(['exact', []]);
  });

  it('gives up on a text with more readings than can be followed', () => {
    const fragments = Array.from({ length: 3000 }, (_, index) => 'a'.repeat(index + 1));
    expect(tile('a'.repeat(100_000), fragments)[0]).toBe('undecided');
  });

  it('gives up on a search that runs out of steps', () => {
    const random = createRandom(5);
    const letter = () => (random.integer(0, 1) === 0 ? 'a' : 'b');
    const word = () => Array.from({ length: random.integer(1, 10) }, letter).join('');
    const words = Array.from({ length: 400 }, word);
    expect(tile(words.join(''), words)[0]).toBe('undecided');
  });

  const fragments = fc.array(
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }),
    { maxLength: 6 },
  );
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

  it('finds an exact row exactly where brute force does', () => {
    const rows = fragments.chain((list) =>
      fc.shuffledSubarray(list).map((row) => ({ list, whole: row.join('') })),
    );
    const any = fc.record({ list: fragments, whole: text });
    fc.assert(
      fc.property(fc.oneof(rows, any), ({ list, whole }) => {
        expect(tile(whole, list)[0] === 'exact').toBe(canRow(whole, list));
      }),
      { numRuns: 3000 },
    );
  });

  it('always gives tiles that are the text, foreign ones only where there is no row at all', () => {
    fc.assert(
      fc.property(fragments, text, (list, whole) => {
        const [type, pieces] = tile(whole, list);
        expect(pieces.map((piece) => piece.replace(/[<>]/g, '')).join('')).toBe(whole);
        const own = pieces.filter((piece) => !piece.startsWith('<'));
        expect(own.every((piece) => list.includes(piece))).toBe(true);
        expect(own.length < pieces.length).toBe(!canRepeat(whole, list));
        expect(type === 'exact').toBe(isSubset(pieces, list));
      }),
      { numRuns: 2000 },
    );
  });
});

function canRow(text: string, fragments: readonly string[]): boolean {
  if (text === '') return true;
  return fragments.some(
    (one, index) =>
      text.startsWith(one) && canRow(text.slice(one.length), fragments.toSpliced(index, 1)),
  );
}

function canRepeat(text: string, fragments: readonly string[]): boolean {
  if (text === '') return true;
  return fragments.some(
    (one) => text.startsWith(one) && canRepeat(text.slice(one.length), fragments),
  );
}

function isSubset(pieces: readonly string[], fragments: readonly string[]): boolean {
  const left = [...fragments];
  return pieces.every((piece) => {
    const index = left.indexOf(piece);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}
