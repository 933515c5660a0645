import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/langgraph/key-terms.js';
import { Desk, mergeOf } from './support/desk.js';

const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;

describe('a document of one key', () => {
  it('unites the elements of many writers who know nothing of each other, each with its author', () => {
    const desk = new Desk();
    const authors = Array.from({ length: 64 }, (_, index) => desk.author(`agent-${index}`));
    authors.forEach((author, index) => author.put({ tags: ['shared', index] }));
    expect(desk.value).toEqual({ tags: ['shared', ...authors.keys()] });
    const [tags] = desk.document.attribution;
    expect(tags?.parts).toHaveLength(65);
    expect(tags?.parts[0]?.authors).toHaveLength(64);
    expect(tags?.parts[7]).toMatchObject({ value: 6, authors: [{ agent_id: 'agent-6' }] });
  });

  it('names every contender of a conflict of three, and the two who agree in it', () => {
    const desk = new Desk();
    const authors = ['cy', 'ada', 'bob'].map((name) => desk.author(name));
    authors.forEach((author, index) => author.put({ f: index % 2 }));
    expect(desk.value).toEqual({
      f: {
        $escalated: [
          { by: 'ada', value: 1 },
          { by: 'bob', value: 0 },
          { by: 'cy', value: 0 },
        ],
      },
    });
    expect(desk.document.attribution).toMatchObject([{ kind: 'escalated', parts: [{}, {}] }]);
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'a.b',
    '',
    ' ',
    '$escalated',
    '["v"]',
    '@',
    'é\n',
  ])('holds a field called %j like every other', (name) => {
    const hostile = parse(JSON.stringify({ [name]: { x: ['y'] } }).replace('{}', '{"x":["y"]}'));
    const named = Object.fromEntries([[name, { x: ['y'] }]]);
    const desk = mergeOf(named, { other: hostile });
    const value = desk.value ?? {};
    expect(Object.keys(value).sort()).toEqual([name, 'other'].sort());
    expect(Object.getOwnPropertyDescriptor(value, name)?.value).toEqual({ x: ['y'] });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('x');
  });

  it('keeps lone surrogates, characters of all planes and controls, in values and names', () => {
    const text = '\ud800 \u0000 \u2028 👩‍👩‍👧 é e\u0301 \udfff';
    const value = { [text]: text, tags: [text], notes: text, deep: { [text]: [{ [text]: null }] } };
    const desk = new Desk();
    desk.author('ada').put(value);
    const other = new Desk();
    other.import([desk.document.export()]);
    expect(other.value).toEqual(value);
  });

  it('holds a value of a megabyte, and a list of ten thousand elements', () => {
    const value = { blob: 'x'.repeat(2 ** 20), tags: Array.from({ length: 10_000 }, (_, i) => i) };
    const desk = mergeOf(value, { other: true });
    expect(desk.value).toEqual({ ...value, other: true });
  });

  it('merges at the deepest level that it takes, and refuses the next', () => {
    const nest = (levels: number, core: JsonObject): JsonObject =>
      levels === 0 ? core : { n: nest(levels - 1, core) };
    const desk = mergeOf(nest(63, { a: 1 }), nest(63, { b: 2 }));
    expect(desk.value).toEqual(nest(63, { a: 1, b: 2 }));
    expect(() => desk.author('ada').put(nest(64, { a: 1 }))).toThrow(/deeper than 64/);
  });

  it.each([
    ['NaN', { a: { b: NaN } }, /NaN.*a\.b/],
    ['a bigint', { a: 1n }, /bigint.*: a:/],
    ['a function', { a: [() => 1] }, /function.*a\.0/],
    ['a map', { a: new Map() }, /Map/],
    ['a list as the whole', ['a'], /object/],
    ['null as the whole', null, /object/],
  ])('refuses %s and stays as it was', (_what, value, message) => {
    const desk = new Desk();
    desk.author('ada').put({ a: 'kept' });
    expect(() => desk.author('bob').put(value as unknown as JsonObject)).toThrow(message);
    expect(desk.value).toEqual({ a: 'kept' });
  });

  it('refuses a value that contains itself', () => {
    const value: Record<string, unknown> = {};
    value['self'] = [value];
    expect(() => new Desk().author('ada').put(value as JsonObject)).toThrow(/contains itself/);
  });

  it('takes dates and undefined as JSON.stringify does', () => {
    const desk = new Desk();
    const value = { at: new Date(0), none: undefined, list: [undefined, -0] };
    desk.author('ada').put(value as unknown as JsonObject);
    expect(JSON.stringify(desk.value)).toBe(JSON.stringify(value));
  });

  it('reads members in the order in which their writer put them', () => {
    const desk = new Desk();
    desk.author('ada').put({ zeta: 1, alpha: { y: 1, x: 2 }, mid: [] });
    expect(JSON.stringify(desk.value)).toBe('{"zeta":1,"alpha":{"y":1,"x":2},"mid":[]}');
  });

  it('gives copies: what a reader does to one is nobody else’s business', () => {
    const desk = new Desk();
    desk.author('ada').put({ o: { tags: [{ a: 1 }] } });
    const read = desk.value as { o: { tags: { a: number }[] } };
    read.o.tags.push({ a: 2 });
    (read.o.tags[0] as { a: number }).a = 9;
    expect(desk.value).toEqual({ o: { tags: [{ a: 1 }] } });
  });
});

describe('bytes of nobody', () => {
  it('are refused, and what is held stays', () => {
    const desk = new Desk();
    desk.author('ada').put({ f: 1 });
    expect(() => {
      desk.import([new Uint8Array([1, 2, 3])]);
    }).toThrow(expect.objectContaining({ code: 'damaged_updates' }));
    expect(desk.value).toEqual({ f: 1 });
  });
});
