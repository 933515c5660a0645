import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapped } from '../../../src/results/tables/wrap.js';

describe('wrapped', () => {
  it('breaks between words and indents what follows', () => {
    expect(wrapped('one two three', 9, '  ')).toBe('one two\n  three');
    expect(wrapped('one two', 7, '')).toBe('one two');
  });

  it('gives a word that is too long a line of its own', () => {
    expect(wrapped('a reallylongword b', 6, '')).toBe('a\nreallylongword\nb');
  });

  it('is no wider than is read well where there is no limit', () => {
    expect(wrapped('word '.repeat(40).trim(), null, '').split('\n')[0]).toHaveLength(99);
  });

  it('keeps all words and the width', () => {
    const words = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 8 }),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 100 }), (list, width) => {
        const text = wrapped(list.join(' '), width, '  ');
        expect(text.split(/\s+/).join(' ').trim()).toBe(list.join(' '));
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
