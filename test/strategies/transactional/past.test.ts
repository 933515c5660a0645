import { describe, expect, it } from 'vitest';
import { covers, PastCatalog } from '../../../src/strategies/transactional/past.js';

describe('a past', () => {
  it('names the writes of an agent up to its latest', () => {
    const past = new PastCatalog().of([['ann', 3]]);
    expect(covers(past, 'ann', 0)).toBe(true);
    expect(covers(past, 'ann', 3)).toBe(true);
    expect(covers(past, 'ann', 4)).toBe(false);
    expect(covers(past, 'bob', 0)).toBe(false);
  });

  it('is one object for equal dots, in whatever order and however often they are named', () => {
    const catalog = new PastCatalog();
    const past = catalog.of([
      ['ann', 1],
      ['ann', 3],
      ['bob', 0],
    ]);
    expect(
      catalog.of([
        ['bob', 0],
        ['ann', 3],
        ['ann', 1],
        ['ann', 3],
      ]),
    ).toBe(past);
    expect(catalog.parse('[["bob",0],["ann",3],["ann",1]]')).toBe(past);
    expect(catalog.parse(past.text)).toBe(past);
    expect(catalog.of([])).toBe(catalog.nothing);
  });

  it('keeps the latest of each agent where that stands for all before it', () => {
    const catalog = new PastCatalog();
    const past = catalog.upTo([
      ['bob', 0],
      ['ann', 1],
      ['ann', 3],
    ]);
    expect(past.text).toBe('[["ann",3],["bob",0]]');
  });
});
