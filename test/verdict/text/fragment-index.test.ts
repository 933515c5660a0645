import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FragmentIndex } from '../../../src/verdict/text/fragment-index.js';

describe('FragmentIndex', () => {
  it('finds the fragments that stand at one place, shortest first', () => {
    const index = new FragmentIndex(['note 10', 'note 1', 'note', 'not', 'tone']);
    const found = index.matchesAt('a note 10.', 2).map((id) => index.textOf(id));
    expect(found).toEqual(['not', 'note', 'note 1', 'note 10']);
  });

  it('finds none beyond the end of the text and none in an empty index', () => {
    expect(new FragmentIndex(['ab']).matchesAt('a', 0)).toEqual([]);
    expect(new FragmentIndex(['a', 'ab']).matchesAt('a', 1)).toEqual([]);
    expect(new FragmentIndex([]).matchesAt('a', 0)).toEqual([]);
  });

  it('agrees with asking each fragment in turn', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\uffff', '\ud83d'), maxLength: 8 });
    const fragments = fc.uniqueArray(
      text.filter((one) => one !== ''),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fragments, text, fc.nat({ max: 8 }), (list, whole, position) => {
        const index = new FragmentIndex(list);
        const found = index.matchesAt(whole, position).map((id) => index.textOf(id));
        const expected = list.filter((one) => whole.startsWith(one, position));
        expect(found).toEqual(expected.sort((left, right) => left.length - right.length));
      }),
      { numRuns: 1000 },
    );
  });
});
