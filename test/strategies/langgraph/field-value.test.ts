import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.js';
import type { FieldValue } from '../../../src/strategies/langgraph/field-value.js';
import {
  decodeScalar,
  encodeScalar,
  valueAfter,
} from '../../../src/strategies/langgraph/field-value.js';
import { appendText, growSet, scalar } from '../support/writes.js';

function scalarIn(value: FieldValue): string {
  return value['scalar'] as string;
}

describe('a field as the value of a key', () => {
  it('keeps what is there of other kinds', () => {
    const first = valueAfter(null, [], growSet(['A', 0], 'f', ['x']));
    const second = valueAfter(first, [], appendText(['A', 1], 'f', 'one.'));
    const third = valueAfter(second, [], scalar(['A', 2], 'f', 7));
    expect(third).toMatchObject({ grow_set: ['x'], append_text: 'one.' });
    expect(decodeScalar(scalarIn(third)).value).toBe(7);
  });

  it('appends elements that are not there, and fragments whole', () => {
    const current = { grow_set: ['x', 1], append_text: 'one.' };
    expect(valueAfter(current, [], growSet(['A', 0], 'f', ['y', '1']))).toEqual({
      ...current,
      grow_set: ['x', 1, 'y', '1'],
    });
    expect(valueAfter(current, [], appendText(['A', 0], 'f', 'two.'))).toEqual({
      ...current,
      append_text: 'one.two.',
    });
  });

  it.each<[string, ReturnType<typeof growSet> | ReturnType<typeof appendText>]>([
    ['adds an element that is there', growSet(['A', 3], 'f', ['x'])],
    ['adds one that is there beside one that is not', growSet(['A', 3], 'f', ['x', 'y'])],
    ['adds nothing', growSet(['A', 3], 'f', [])],
    ['appends nothing', appendText(['A', 3], 'f', '')],
  ])('notes who %s, for a store would not', (_, write) => {
    const current = { grow_set: ['x'], append_text: 'one.', noted: [['B', 0, '']] };
    expect(valueAfter(current, [], write)['noted']).toEqual([
      ['B', 0, ''],
      ['A', 3, write.value],
    ]);
  });
});

describe('a scalar as a text', () => {
  it('is spelled alike by concurrent writers of equal values', () => {
    const one = valueAfter(null, [], scalar(['A', 0], 'f', { a: 1, b: 2 }));
    const other = valueAfter(null, [], scalar(['B', 5], 'f', { b: 2, a: 1 }));
    expect(scalarIn(one)).toBe(scalarIn(other));
  });

  it('differs from every equal value that its writer had read', () => {
    const heads = [0, 4].map((again_count) => encodeScalar({ value: 'a', after: [], again_count }));
    const text = scalarIn(valueAfter({}, heads, scalar(['A', 1], 'f', 'a')));
    expect(decodeScalar(text)).toEqual({ value: 'a', after: [], again_count: 5 });
    const changed = scalarIn(valueAfter({}, heads, scalar(['A', 1], 'f', 'b')));
    expect(decodeScalar(changed).again_count).toBe(0);
  });

  it('follows what the values it overwrites follow, up to the latest of each agent', () => {
    const heads = [
      encodeScalar({ value: 'a', after: [['B', 3]], again_count: 0 }),
      encodeScalar({ value: 'b', after: [['C', 1]], again_count: 0 }),
    ];
    const write = scalar(['A', 1], 'f', 'c', [['B', 1]]);
    expect(decodeScalar(scalarIn(valueAfter({}, heads, write))).after).toEqual([
      ['B', 3],
      ['C', 1],
    ]);
  });

  it('brings any value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }), (drawn) => {
        const value = JSON.parse(JSON.stringify(drawn)) as Json;
        const told = { value, after: [['__proto__', 0]] as const, again_count: 2 };
        expect(decodeScalar(encodeScalar(told))).toEqual(told);
      }),
      { numRuns: 30 },
    );
  });
});
