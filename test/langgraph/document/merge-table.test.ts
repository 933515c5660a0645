import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/langgraph/key-terms.js';
import { Desk, mergeOf } from './support/desk.js';

/** What two agents put who had both read the same, and what the field `f` of it then reads as. */
interface Row {
  readonly what: string;
  readonly from?: JsonObject;
  readonly first: JsonObject;
  readonly second: JsonObject;
  readonly value: JsonObject;
}

const MERGED: readonly Row[] = [
  {
    what: 'lists unite in order, without duplicates',
    first: { tags: ['a', 'b'] },
    second: { tags: ['b', 'c'] },
    value: { tags: ['a', 'b', 'c'] },
  },
  {
    what: 'lists of objects unite by content, whatever the order of members',
    first: { items: [{ id: 1, name: 'x' }] },
    second: { items: [{ name: 'x', id: 1 }, { id: 2 }] },
    value: { items: [{ id: 1, name: 'x' }, { id: 2 }] },
  },
  {
    what: 'elements join a list that both had read',
    from: { tags: ['a'] },
    first: { tags: ['a', 'b'] },
    second: { tags: ['a', 'c'] },
    value: { tags: ['a', 'b', 'c'] },
  },
  {
    what: 'an empty list and a list are the list',
    first: { tags: [] },
    second: { tags: ['a'] },
    value: { tags: ['a'] },
  },
  {
    what: 'elements that look alike but are of different types stay apart',
    first: { tags: [1, null] },
    second: { tags: ['1', 'null', false] },
    value: { tags: [1, null, '1', 'null', false] },
  },
  {
    what: 'texts are put one after the other',
    first: { notes: 'one. ' },
    second: { notes: 'two. ' },
    value: { notes: 'one. two. ' },
  },
  {
    what: 'what both append follows what both had read',
    from: { notes: 'start. ' },
    first: { notes: 'start. one. ' },
    second: { notes: 'start. two. ' },
    value: { notes: 'start. one. two. ' },
  },
  {
    what: 'an empty text and a text are the text',
    first: { summary: '' },
    second: { summary: 'told' },
    value: { summary: 'told' },
  },
  {
    what: 'objects merge field by field, however deep',
    first: { profile: { name: { first: 'Ada' } } },
    second: { profile: { name: { last: 'L' }, age: 36 } },
    value: { profile: { name: { first: 'Ada', last: 'L' }, age: 36 } },
  },
  {
    what: 'fields that only one of them has stay',
    first: { a: 1 },
    second: { b: 2 },
    value: { a: 1, b: 2 },
  },
  {
    what: 'equal scalars are one',
    first: { status: 'done', count: 3, flag: null },
    second: { status: 'done', count: 3, flag: null },
    value: { status: 'done', count: 3, flag: null },
  },
  {
    what: 'a field that only one of them changed is as it changed it',
    from: { status: 'open', owner: 'x' },
    first: { status: 'done', owner: 'x' },
    second: { status: 'open', owner: 'y' },
    value: { status: 'done', owner: 'y' },
  },
  {
    what: 'an update stays that another removed the field beside',
    from: { status: 'open', tags: ['a'] },
    first: { tags: ['a'] },
    second: { status: 'done', tags: ['a'] },
    value: { status: 'done', tags: ['a'] },
  },
  {
    what: 'an element stays that was added while another removed the list',
    from: { tags: ['a'], other: 1 },
    first: { other: 1 },
    second: { tags: ['a', 'b'], other: 1 },
    value: { tags: ['a', 'b'], other: 1 },
  },
  {
    what: 'a removal that nobody wrote beside is one',
    from: { status: 'open', owner: 'x' },
    first: { owner: 'x' },
    second: { status: 'open', owner: 'y' },
    value: { owner: 'y' },
  },
  {
    what: 'an empty object and an object are the object',
    first: { profile: {} },
    second: { profile: { age: 1 } },
    value: { profile: { age: 1 } },
  },
  {
    what: 'empty objects are one',
    first: {},
    second: {},
    value: {},
  },
];

const CONFLICTS: readonly (Omit<Row, 'value'> & { readonly values: readonly unknown[] })[] = [
  {
    what: 'different scalars',
    first: { f: 'draft' },
    second: { f: 'final' },
    values: ['draft', 'final'],
  },
  { what: 'a number and its text', first: { f: 1 }, second: { f: '1' }, values: [1, '1'] },
  { what: 'null and a value', first: { f: null }, second: { f: 0 }, values: [null, 0] },
  { what: 'false and null', first: { f: false }, second: { f: null }, values: [false, null] },
  { what: 'a list and a scalar', first: { f: ['a'] }, second: { f: 'a' }, values: [['a'], 'a'] },
  { what: 'a scalar and a list', first: { f: 'a' }, second: { f: ['a'] }, values: ['a', ['a']] },
  { what: 'an empty list and null', first: { f: [] }, second: { f: null }, values: [[], null] },
  {
    what: 'a list and an object',
    first: { f: [1] },
    second: { f: { a: 1 } },
    values: [[1], { a: 1 }],
  },
  { what: 'an object and a scalar', first: { f: {} }, second: { f: 5 }, values: [{}, 5] },
  {
    what: 'an object that was replaced and a change inside of it',
    from: { f: { name: 'x', age: 1 } },
    first: { f: 'gone' },
    second: { f: { name: 'x', age: 2 } },
    values: ['gone', { age: 2 }],
  },
  {
    what: 'a list that was replaced and an element added to it',
    from: { f: ['a'] },
    first: { f: 'none' },
    second: { f: ['a', 'b'] },
    values: ['none', ['a', 'b']],
  },
];

describe('what is written to one key at once', () => {
  it.each(MERGED)('$what', ({ from, first, second, value }) => {
    const desk = mergeOf(first, second, from ? { from } : {});
    expect(desk.value).toEqual(value);
    expect(desk.document.escalations).toEqual([]);
  });

  it.each(CONFLICTS)('is in conflict: $what', ({ from, first, second, values }) => {
    const desk = mergeOf(first, second, from ? { from } : {});
    const [ada, bob] = values;
    expect(desk.value).toEqual({
      f: {
        $escalated: [
          { by: 'ada', value: ada },
          { by: 'bob', value: bob },
        ],
      },
    });
    expect(desk.document.escalations).toMatchObject([
      {
        path: ['f'],
        contenders: [
          { agent_id: 'ada', value: ada },
          { agent_id: 'bob', value: bob },
        ],
      },
    ]);
  });

  it('is in conflict with a text that was written anew while another appended to it', () => {
    const desk = mergeOf(
      { notes: 'all new' },
      { notes: 'old, and more' },
      { from: { notes: 'old' } },
    );
    expect(desk.value).toMatchObject({
      notes: {
        $escalated: [
          { by: 'ada', value: 'all new' },
          { by: 'bob', value: 'old, and more' },
        ],
      },
    });
  });

  it('is no conflict for whoever wrote last and had seen the rest', () => {
    const desk = new Desk();
    desk.author('ada').put({ status: 'draft', tags: ['a'], owner: 'x' });
    desk.author('bob').put({ status: 'final', tags: ['b'] });
    expect(desk.value).toEqual({ status: 'final', tags: ['a', 'b'] });
    expect(desk.document.escalations).toEqual([]);
  });
});
