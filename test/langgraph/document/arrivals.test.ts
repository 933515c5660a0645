import { describe, expect, it } from 'vitest';
import { Desk, mergeOf } from './support/desk.js';

describe('what arrives from another store', () => {
  it('leaves what an author had seen before as seen', () => {
    const [desk, other] = [new Desk(), new Desk()];
    desk.author('start').put({ f: 1 });
    const ada = desk.author('ada').read();
    other.author('bob').put({ g: 1 });
    desk.import(other.sent);
    ada.put({ f: 2 });
    expect(desk.value).toEqual({ f: 2, g: 1 });
  });

  it('does not bring back what was removed from a list before', () => {
    const [desk, other] = [new Desk(), new Desk()];
    desk.author('start').put({ tags: ['old'] });
    desk.author('ada').delete();
    other.author('bob').put({ g: 1 });
    desk.import(other.sent);
    desk.author('cy').put({ tags: ['new'] });
    expect(desk.value).toMatchObject({ tags: ['new'] });
  });

  it('does not remove a decision with the object that it was made in', () => {
    const desk = mergeOf({ o: { f: 1 } }, { o: { f: 2 } });
    const other = new Desk();
    other.import(desk.sent);
    desk.author('judge').resolve(['o', 'f'], 3);
    other.author('bob').delete();
    desk.import(other.sent);
    expect(desk.value).toEqual({ o: { f: 3 } });
  });
});
