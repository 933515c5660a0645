import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromColumns, toColumns } from '../../../src/strategies/crdt/columns.js';
import { gatherPlaces } from '../../../src/strategies/crdt/places.js';
import { exportedOf } from './support/exported.js';

const HEAD_BYTES = 22;
const NOTHING = new Uint8Array(0);

/** The head of what Loro exports, whatever follows it. */
const headed = fc
  .uint8Array({ maxLength: 60 })
  .map((rest) => Uint8Array.of(...new Uint8Array(HEAD_BYTES - 1), 4, ...rest));
const any = fc.oneof(fc.uint8Array({ maxLength: 60 }), headed);

describe('columns of two documents', () => {
  it.each([1, 2, 40])('give back what a replica exports that holds %i agents', async (agents) => {
    const [registers, log] = await exportedOf(agents);
    const [first, second] = fromColumns(toColumns(registers, log));
    expect(Buffer.compare(first, registers)).toBe(0);
    expect(Buffer.compare(second, log)).toBe(0);
  });

  it('give back any other bytes, empty ones too, as they are', () => {
    fc.assert(
      fc.property(any, any, (left, right) => {
        const [first, second] = fromColumns(toColumns(left, right));
        expect([[...first], [...second]]).toEqual([[...left], [...right]]);
      }),
      { numRuns: 500 },
    );
  });

  it('give back an export that was changed anywhere', async () => {
    const [registers, log] = await exportedOf(2);
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 255 }), (where, value) => {
        const changed = registers.slice();
        changed[where % changed.length] = value;
        const [first, second] = fromColumns(toColumns(changed, log));
        expect(Buffer.compare(first, changed)).toBe(0);
        expect(Buffer.compare(second, log)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  // Were Loro's layout another than it is taken for, all of this would hold and nothing be gained.
  it('make the exports of many agents shorter to compress', async () => {
    const [registers, log] = await exportedOf(64);
    const plain = brotliCompressSync(Buffer.concat([registers, log])).length;
    expect(brotliCompressSync(toColumns(registers, log)).length).toBeLessThan(0.95 * plain);
  });

  it('are refused with a byte too few or too many', async () => {
    const columns = toColumns(...(await exportedOf(2)));
    fc.assert(
      fc.property(fc.nat({ max: columns.length - 1 }), (cut) => {
        expect(() => fromColumns(columns.subarray(0, cut))).toThrow(Error);
      }),
    );
    expect(() => fromColumns(Uint8Array.of(...columns, 0))).toThrow(Error);
  });

  it('are refused where a field or a value belongs to no block', () => {
    const field_index = 4;
    const lengths = Array.from({ length: 20 }, () => 0);
    const field = Uint8Array.of(...lengths.with(field_index, 1), 7, ...gatherPlaces(NOTHING));
    expect(() => fromColumns(field)).toThrow('bytes to spare');
    const value = Uint8Array.of(...lengths, ...gatherPlaces(Uint8Array.of(7)));
    expect(() => fromColumns(value)).toThrow('bytes to spare');
    const nothing = Uint8Array.of(...lengths, ...gatherPlaces(NOTHING));
    expect(fromColumns(nothing)).toEqual([NOTHING, NOTHING]);
  });

  it('are refused or give back something, however they are damaged', async () => {
    const columns = toColumns(...(await exportedOf(2)));
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 255 }), (where, value) => {
        const damaged = columns.slice();
        damaged[where % damaged.length] = value;
        expect(outcomeOf(damaged)).toMatch(/^(two documents|refused)$/);
      }),
      { numRuns: 1000 },
    );
  });
});

function outcomeOf(columns: Uint8Array): string {
  try {
    fromColumns(columns);
    return 'two documents';
  } catch (thrown) {
    return thrown instanceof Error ? 'refused' : 'no error';
  }
}
