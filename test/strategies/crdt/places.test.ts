import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPlaces, spreadPlaces } from '../../../src/strategies/crdt/places.js';

/** As often as not one that has a meaning. */
const byte = fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(...Buffer.from('[],"a')));
const bytes = fc.array(byte, { maxLength: 200 }).map((values) => Uint8Array.from(values));

describe('places of arrays, gathered', () => {
  it('give back any bytes, whatever in them looks like arrays', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        expect([...spreadPlaces(gatherPlaces(given))]).toEqual([...given]);
      }),
      { numRuns: 2000 },
    );
  });

  it('stand side by side, each with its comma; what follows the last one kept apart stands with it', () => {
    const gathered = gatherPlaces(Buffer.from('~["a,b",1,[2]]~["c",3,4,5,6,7,8]'));
    expect(Buffer.from(gathered).toString('latin1', 6)).toBe('~[]~["a,b","c",1,3,[2]4,5,6,7,8]');
  });

  it('are refused with a byte too few or too many', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (given, cut) => {
        const gathered = gatherPlaces(given);
        expect(() => spreadPlaces(gathered.subarray(0, cut % gathered.length))).toThrow(Error);
        expect(() => spreadPlaces(Uint8Array.of(...gathered, 0))).toThrow(Error);
      }),
    );
  });

  it('are refused where a column ends before what belongs in it does', () => {
    const [opening, rest] = [1, 1];
    const columns = Uint8Array.of(opening, 0, 0, 0, 0, rest, ...Buffer.from('[x'));
    expect(() => spreadPlaces(columns)).toThrow('column 1 ends too early');
  });

  it('are spread into as many bytes or refused, however they are damaged', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat({ max: 255 }), (given, where, value) => {
        const damaged = gatherPlaces(given);
        damaged[where % damaged.length] = value;
        const length = lengthOrRefused(damaged);
        expect([given.length, 'refused']).toContain(length);
      }),
      { numRuns: 2000 },
    );
  });
});

function lengthOrRefused(gathered: Uint8Array): number | 'refused' {
  try {
    return spreadPlaces(gathered).length;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Error);
    return 'refused';
  }
}
