import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeptMap } from '../../../src/sessions/reference/kept-map.js';

type Entries = readonly (readonly [number, number])[];

function keptOf(entries: Entries, start = new KeptMap<number, number>()): KeptMap<number, number> {
  return entries.reduce((kept, [key, value]) => kept.with(key, value), start);
}

it('a kept map holds what a map holds, and what another adds to it changes nothing', () => {
  const anyEntries = fc.array(fc.tuple(fc.nat(99), fc.nat()), { maxLength: 300, size: 'max' });
  fc.assert(
    fc.property(anyEntries, anyEntries, (entries, later) => {
      const kept = keptOf(entries);
      const both = keptOf(later, kept);
      const [first, second] = [new Map(entries), new Map([...entries, ...later])];
      for (const key of Array(100).keys()) {
        expect([kept.get(key), both.get(key)]).toEqual([first.get(key), second.get(key)]);
      }
    }),
    { numRuns: 20 },
  );
});
