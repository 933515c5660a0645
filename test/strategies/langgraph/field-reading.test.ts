import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.js';
import type { Dot } from '../../../src/model/write.js';
import type { Attributed, ToldField } from '../../../src/strategies/langgraph/field-reading.js';
import { readTold } from '../../../src/strategies/langgraph/field-reading.js';
import { encodeScalar } from '../../../src/strategies/langgraph/field-value.js';

function told(
  value: ToldField['value'],
  parts: Readonly<Record<string, readonly Attributed[]>> = {},
): ToldField {
  return { field: 'f', value, parts: new Map(Object.entries(parts)) };
}

function part(value: Json, ...authors: readonly Dot[]): Attributed {
  return { value, authors };
}

function text(value: Json, after: readonly Dot[] = [], again_count = 0): string {
  return encodeScalar({ value, after, again_count });
}

describe('what a store tells of one key, as a field', () => {
  it('is nothing where nothing was written to it', () => {
    expect(readTold(told({}))).toBeUndefined();
  });

  it('is a list as the store gives it, with all its authors, noted ones too', () => {
    const value = { grow_set: ['y', 'x'], noted: [['B', 2, ['x']]] };
    const parts = { grow_set: [part('y', ['A', 0]), part('x', ['A', 1])] };
    expect(readTold(told(value, parts))?.reading).toEqual({
      field: 'f',
      kind: 'grow_set',
      elements: ['y', 'x'],
      authors: [
        [['A', 0]],
        [
          ['A', 1],
          ['B', 2],
        ],
      ],
    });
  });

  it('shows what the store holds of a list and cannot attribute, and not what it lacks', () => {
    const lacking = told({ grow_set: ['z'] }, { grow_set: [part('x', ['A', 0])] });
    expect(readTold(lacking)?.reading).toMatchObject({ elements: ['z'], authors: [[]] });
  });

  it('is a text as the store gives it, in spans', () => {
    const parts = { append_text: [part('one.', ['A', 0]), part('two.', ['B', 0])] };
    expect(readTold(told({ append_text: 'one.two.' }, parts))?.reading).toEqual({
      field: 'f',
      kind: 'append_text',
      text: 'one.two.',
      spans: [
        { length: 4, author: ['A', 0] },
        { length: 4, author: ['B', 0] },
      ],
    });
    const garbled = readTold(told({ append_text: 'one.' }, parts))?.reading;
    expect(garbled).toMatchObject({ text: 'one.', spans: [{ length: 4 }, { length: 4 }] });
  });

  it('is an empty list or text where that was all that was written', () => {
    const list = readTold(told({ grow_set: [], noted: [['A', 0, []]] }));
    expect(list?.reading).toMatchObject({ kind: 'grow_set', elements: [] });
    const empty = readTold(told({ append_text: '', noted: [['A', 0, '']] }));
    expect(empty?.reading).toMatchObject({ kind: 'append_text', text: '', spans: [] });
  });

  it('is a conflict where values differ, of which each is told with its write', () => {
    const scalar = [part(text('b'), ['B', 0]), part(text('a'), ['A', 4])];
    expect(readTold(told({}, { scalar }))).toEqual({
      reading: { field: 'f', kind: 'escalated' },
      escalations: [
        {
          status: 'open',
          field: 'f',
          contenders: [
            { agent_id: 'A', op_id: 4, kind: 'scalar', value: 'a' },
            { agent_id: 'B', op_id: 0, kind: 'scalar', value: 'b' },
          ],
        },
      ],
    });
  });

  it('is no conflict where one value was said again, or one follows the other as declared', () => {
    const again = [part(text('a'), ['A', 0]), part(text('a', [], 1), ['B', 0])];
    expect(readTold(told({}, { scalar: again }))?.reading).toMatchObject({
      value: 'a',
      authors: [
        ['A', 0],
        ['B', 0],
      ],
    });
    const declared = [part(text('a'), ['A', 3]), part(text('b', [['A', 3]]), ['B', 0])];
    expect(readTold(told({}, { scalar: declared }))).toEqual({
      reading: { field: 'f', kind: 'scalar', value: 'b', authors: [['B', 0]] },
      escalations: [],
    });
    const earlier = [part(text('a'), ['A', 3]), part(text('b', [['A', 2]]), ['B', 0])];
    expect(readTold(told({}, { scalar: earlier }))?.escalations).toHaveLength(1);
  });

  it('is a conflict of all its writes where there are two kinds, those that add nothing too', () => {
    const value = {
      grow_set: ['x'],
      noted: [
        ['C', 1, []],
        ['C', 2, ''],
      ],
    };
    const parts = { grow_set: [part('x', ['A', 0])], scalar: [part(text(1), ['B', 0])] };
    expect(readTold(told(value, parts))?.escalations[0]?.contenders).toEqual([
      { agent_id: 'A', op_id: 0, kind: 'grow_set', value: ['x'] },
      { agent_id: 'B', op_id: 0, kind: 'scalar', value: 1 },
      { agent_id: 'C', op_id: 1, kind: 'grow_set', value: [] },
      { agent_id: 'C', op_id: 2, kind: 'append_text', value: '' },
    ]);
  });
});
