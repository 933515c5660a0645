import { describe, expect, it } from 'vitest';
import { isEscalated } from '../../../src/langgraph/sentinel.js';
import { Desk, mergeOf } from './support/desk.js';

describe('a conflict', () => {
  const conflict = (): Desk => mergeOf({ f: 'draft', g: 1 }, { f: ['final'], g: 1 });

  it('reads as what isEscalated knows, and says nothing where it is put back', () => {
    const desk = conflict();
    expect(isEscalated(desk.value?.['f'])).toBe(true);
    expect(isEscalated({ $escalated: 'x' })).toBe(false);
    desk.author('cy').update((value) => ({ ...value, g: 2 }));
    expect(desk.document.escalations).toMatchObject([{ contenders: [{}, {}] }]);
    expect(desk.value).toMatchObject({ g: 2 });
  });

  it('ends with a value put by whoever had seen it', () => {
    const desk = conflict();
    desk.author('cy').update((value) => ({ ...value, f: 'done' }));
    expect(desk.value).toEqual({ f: 'done', g: 1 });
    expect(desk.document.escalations).toEqual([]);
  });

  it.each([['x'], [['only', 'these']], [{ a: { b: 1 } }], [null], [[]], [{}]])(
    'ends with %j where it is resolved so, here and at other stores',
    (value) => {
      const desk = conflict();
      const other = new Desk();
      other.import(desk.sent);
      desk.author('judge').resolve(['f'], value);
      other.import(desk.sent);
      for (const { value: read, document } of [desk, other]) {
        expect(read).toEqual({ f: value, g: 1 });
        expect(document.escalations).toEqual([]);
      }
      expect(desk.document.attribution).toContainEqual(
        expect.objectContaining({ path: ['g'], kind: 'register' }),
      );
    },
  );

  it('deep inside is resolved by its path', () => {
    const desk = mergeOf({ a: { b: { c: 1 } } }, { a: { b: { c: 2 } } });
    desk.author('judge').resolve(['a', 'b', 'c'], 3);
    expect(desk.value).toEqual({ a: { b: { c: 3 } } });
  });

  it('is not resolved where there is none, nor by a conflict', () => {
    const desk = conflict();
    expect(() => desk.author('judge').resolve(['g'], 1)).toThrow(
      expect.objectContaining({ code: 'not_escalated' }),
    );
    expect(() => desk.author('judge').resolve(['f'], desk.value?.['f'] ?? null)).toThrow(
      /decision/,
    );
    expect(desk.document.escalations).toHaveLength(1);
  });
});

describe('declared kinds', () => {
  it('make a list a value that is replaced, and its writers conflict', () => {
    const kinds = { 'o.tags': 'register' } as const;
    const desk = new Desk({ kinds });
    desk.author('ada').put({ o: { tags: ['a', 'b'] } });
    desk.author('bob').put({ o: { tags: ['b'] } });
    expect(desk.value).toEqual({ o: { tags: ['b'] } });
    expect(
      mergeOf({ o: { tags: [1] } }, { o: { tags: [2] } }, { kinds }).document.escalations,
    ).toMatchObject([{ path: ['o', 'tags'] }]);
  });

  it('make any string a text, and any text a value', () => {
    const kinds = { title: 'append_text', notes: 'register' } as const;
    const desk = mergeOf({ title: 'a', notes: 'x' }, { title: 'b', notes: 'y' }, { kinds });
    expect(desk.value).toMatchObject({ title: 'ab' });
    expect(desk.document.escalations).toMatchObject([{ path: ['notes'] }]);
  });

  it('make whole objects one value', () => {
    const desk = mergeOf({ o: { a: 1 } }, { o: { b: 2 } }, { kinds: { o: 'register' } });
    expect(desk.document.escalations).toMatchObject([{ path: ['o'] }]);
  });

  it('let a value of another type conflict instead of dropping it', () => {
    const desk = mergeOf({ tags: ['a'] }, { tags: 'b' }, { kinds: { tags: 'grow_set' } });
    expect(desk.document.escalations).toMatchObject([{ path: ['tags'] }]);
  });

  it('that are none are refused', () => {
    expect(() => new Desk({ kinds: { a: 'set' as 'register' } })).toThrow(
      expect.objectContaining({ code: 'unknown_kind' }),
    );
  });
});
