import { describe, expect, it } from 'vitest';
import { Desk } from './support/desk.js';

describe('removal', () => {
  it('takes what its author had seen, and what is put afterwards is new', () => {
    const desk = new Desk();
    desk.author('ada').put({ tags: ['old'], notes: 'old', o: { a: 1 }, f: 1 });
    expect(desk.author('bob').delete()).toBe('changed');
    expect(desk.value).toBeNull();
    expect(desk.author('bob').delete()).toBe('unchanged');
    desk.author('cy').put({ tags: ['new'], notes: 'new', o: { b: 1 } });
    expect(desk.value).toEqual({ tags: ['new'], notes: 'new', o: { b: 1 } });
  });

  it('leaves what was written meanwhile', () => {
    const desk = new Desk();
    desk.author('start').put({ f: 1, tags: ['a'], g: 2 });
    const [ada, bob] = [desk.author('ada').read(), desk.author('bob').read()];
    ada.delete();
    bob.put({ f: 9, tags: ['a', 'b'], g: 2 });
    expect(desk.value).toEqual({ f: 9, tags: ['a', 'b'] });
    expect(desk.document.escalations).toEqual([]);
  });

  it('of a document that its author knew nothing of removes nothing', () => {
    const desk = new Desk();
    const early = desk.author('early');
    desk.author('ada').put({ f: 1 });
    expect(early.delete()).toBe('unchanged');
    expect(desk.value).toEqual({ f: 1 });
  });

  it('is named where it stands beside a conflict of others', () => {
    const desk = new Desk();
    desk.author('start').put({ f: 0 });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => desk.author(name).read());
    a?.put({ f: 1 });
    b?.put({ f: 2 });
    c?.put({});
    expect(desk.value).toEqual({
      f: { $escalated: [{ by: 'a', value: 1 }, { by: 'b', value: 2 }, { by: 'c' }] },
    });
  });
});

describe('what an author knew', () => {
  it('is not written again: fields left as they were read stay as others made them', () => {
    const desk = new Desk();
    desk.author('start').put({ f: 1, tags: ['a'], notes: 'n', o: { x: 1 } });
    const slow = desk.author('slow').read();
    desk.author('ada').update(() => ({ f: 2, notes: 'n+', o: { x: 2 } }));
    expect(slow.put({ f: 1, tags: ['a'], notes: 'n', o: { x: 1 } })).toBe('unchanged');
    expect(desk.value).toEqual({ f: 2, notes: 'n+', o: { x: 2 } });
  });

  it('is taken back by the same author who wrote it', () => {
    const author = new Desk().author('ada');
    author.put({ f: 1, g: 1, notes: 'a' });
    author.put({ f: 2, notes: 'ab' });
    author.put({ f: 1, notes: 'a' });
    const desk = new Desk();
    const ada = desk.author('ada').read();
    for (const f of [1, 2, 1]) ada.put({ f, notes: 'a'.repeat(f) });
    expect(desk.value).toEqual({ f: 1, notes: 'a' });
  });

  it('says nothing where it is put again: an equal put is no update', () => {
    const desk = new Desk();
    const value = { f: 1, tags: ['a'], notes: 'n', o: { x: 1 }, none: {}, empty: [] };
    expect(desk.author('ada').put(value)).toBe('changed');
    expect(desk.author('bob').put(value)).toBe('unchanged');
    expect(desk.author('cy').update((before) => ({ ...before }))).toBe('unchanged');
  });
});
