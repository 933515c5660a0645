import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REDUNDANCY_BELOW_ONE, REDUNDANCY_MEANING } from '../../src/results/redundancy.js';

describe('what redundancy means', () => {
  it('is said in the words of bench-results/README.md', () => {
    const readme = readFileSync(new URL('../../bench-results/README.md', import.meta.url), 'utf8');
    expect(readme).toContain(REDUNDANCY_MEANING);
    expect(readme).toContain(REDUNDANCY_BELOW_ONE);
  });
});
