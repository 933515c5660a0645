import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, quoted } from '../../src/model/quote.js';

const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const text = fc.string({ unit: 'binary', maxLength: 200 });

describe('printable', () => {
  it('lets no control, format or line character through', () => {
    fc.assert(fc.property(text, (any) => !UNSAFE.test(printable(any))));
  });

  it.each([
    ['src/año.jsonl', 'src/año.jsonl'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b31m', '\\u009b31m'],
    ['a\nb', 'a\\u000ab'],
    ['abc\u202etxt', 'abc\\u202etxt'],
    ['\ud800', '\\ud800'],
    ['\u{e0001}', '\\udb40\\udc01'],
    ['🙂', '🙂'],
  ])('spells %j as %s', (given, spelled) => {
    expect(printable(given)).toBe(spelled);
  });
});

describe('quoted', () => {
  it('is the JSON string itself where that is printable and short', () => {
    expect(quoted('say "hi"')).toBe('"say \\"hi\\""');
  });

  it('is safe and short, whatever it is given', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (any, limit) => {
        const shown = quoted(any, limit);
        expect(UNSAFE.test(shown)).toBe(false);
        expect(JSON.parse(shown)).toSatisfy(
          (back: string) => back === any || Array.from(back).length === limit + 1,
        );
      }),
    );
  });

  it('cuts between characters, not within one', () => {
    expect(quoted('🙂🙂🙂', 2)).toBe('"🙂🙂…"');
    expect(quoted('🙂🙂', 2)).toBe('"🙂🙂"');
  });
});
