import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, compareText, isSortedText } from '../../src/model/canonical.js';
import type { Json } from '../../src/model/json.js';

const json = fc.jsonValue({ stringUnit: 'binary' }).map((value) => value as Json);

/** The same value with the members of every object in reverse order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, reversed(member)]));
}

describe('canonicalJson', () => {
  it('is JSON for the value it was given', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is one text for one value, in whatever order an object lists its members', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('is one text for two values only where they are equal', () => {
    const small = fc.jsonValue({ maxDepth: 1, stringUnit: fc.constantFrom('a', 'b') });
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    fc.assert(
      fc.property(small, small, (left, right) => {
        const same = canonicalJson(left as Json) === canonicalJson(right as Json);
        expect(same).toBe(isDeepStrictEqual(plain(left), plain(right)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    [{ 10: 'x', 9: 'y', é: 'z', Z: 0 }, '{"10":"x","9":"y","Z":0,"é":"z"}'],
    [-0, '0'],
    [[-0], '[0]'],
    [1e21, '1e+21'],
    ['a"\n', '"a\\"\\n"'],
    ['\ud800', '"\\ud800"'],
    [JSON.parse('{"__proto__":{"x":1}}') as Json, '{"__proto__":{"x":1}}'],
    [Object.assign(Object.create(null) as object, { x: 1 }) as Json, '{"x":1}'],
  ] satisfies [Json, string][])('spells %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  const circle: unknown[] = [];
  circle.push(circle);
  it.each([
    ['undefined', undefined],
    ['undefined in an array, which JSON.stringify turns to null', [undefined]],
    ['undefined in an object, which JSON.stringify drops', { a: undefined }],
    ['NaN', Number.NaN],
    ['Infinity in an array', [Infinity]],
    ['a bigint', 1n],
    ['a function', { a: () => 1 }],
    ['a symbol', [Symbol('s')]],
    ['a date, which JSON.stringify spells as a string', new Date(0)],
    ['a map, which JSON.stringify spells as {}', [new Map([['a', 1]])]],
    ['bytes', new Uint8Array(2)],
    ['an object whose prototype was replaced', Object.create({ x: 1 })],
    ['a circle', circle],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError);
  });
});

describe('compareText', () => {
  it('sorts as Array.sort does without a comparator: by UTF-16 code unit', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        expect([...texts].sort(compareText)).toEqual([...texts].sort());
      }),
    );
  });
});

describe('isSortedText', () => {
  it('is true for what sorting leaves as it is, and for nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 }), { maxLength: 5 }), (texts) => {
        const sorted = [...texts].sort();
        expect(isSortedText(sorted)).toBe(true);
        expect(isSortedText(texts)).toBe(texts.every((text, index) => text === sorted[index]));
      }),
    );
  });
});
