import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeenRepetitions } from '../../../src/results/study/seen-repetitions.js';

const visits = fc.array(
  fc.tuple(
    fc.constantFrom('a', 'b', '__proto__'),
    fc.oneof(fc.nat(70), fc.constantFrom(2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER)),
  ),
);

describe('repetitions that were seen', () => {
  it('are those that were added, whatever their numbers', () => {
    fc.assert(
      fc.property(
        visits,
        fc.constantFrom('a', 'b', '__proto__'),
        fc.nat(70),
        (all, cell, other) => {
          const seen = new SeenRepetitions();
          const expected = new Set<string>();
          for (const [cell_id, repetition] of all) {
            const known = expected.has(`${cell_id}#${repetition}`) ? 'known' : 'new';
            expect(seen.has(cell_id, repetition)).toBe(known === 'known');
            expect(seen.add(cell_id, repetition)).toBe(known);
            expected.add(`${cell_id}#${repetition}`);
          }
          expect(seen.has(cell, other)).toBe(expected.has(`${cell}#${other}`));
        },
      ),
    );
  });
});
