// The catalogue of `list` in terminals of any width.

import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/cli/catalogue-text.js';
import { formatCatalogue } from '../../src/cli/catalogue-text.js';

const CATALOGUE: Catalogue = {
  topologies: [
    { name: 'mesh', summary: 'every agent sends to every other' },
    { name: 'random_regular', summary: 'a drawn graph in which all have as many neighbours' },
  ],
  faults: [
    {
      name: 'drop',
      summary: 'a blob is lost on its way and sent again later',
      example: 'drop=10%',
    },
  ],
};

describe('the catalogue', () => {
  it.each([30, 46, 60, 100])('fits a terminal of %i columns and loses no word', (width) => {
    const text = formatCatalogue(CATALOGUE, width);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(text.split(/\s+/)).toEqual(formatCatalogue(CATALOGUE, null).split(/\s+/));
  });

  it('has one line for each entry where there is no terminal', () => {
    const lines = formatCatalogue(CATALOGUE, null).split('\n');
    expect(lines).toHaveLength(9);
    expect(lines[1]).toBe('  mesh            every agent sends to every other');
  });

  it('shows how a fault is typed', () => {
    expect(formatCatalogue(CATALOGUE, null)).toContain('sent again later, as in drop=10%\n');
  });

  it('says what it means that redundancy is below 1', () => {
    expect(formatCatalogue(CATALOGUE, null)).toContain(
      'it is below 1 where deltas add up to less than the state they make',
    );
  });
});
