import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimise } from '../../../src/coordinator/replay/minimise.js';

function needing(...needed: readonly number[]) {
  return (kept: readonly number[]) => Promise.resolve(needed.every((one) => kept.includes(one)));
}

const ITEMS = Array.from({ length: 50 }, (_, index) => index);

describe('minimise', () => {
  it.each([[[]], [[7]], [[0, 49]], [[3, 4, 31]], [ITEMS]])('finds exactly %j', async (needed) => {
    expect(await minimise(ITEMS, needing(...needed))).toEqual(needed);
  });

  it('leaves nothing out that it could not do without, whatever fails', async () => {
    const sets = fc.array(fc.uniqueArray(fc.nat(11), { maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    const items = ITEMS.slice(0, 12);
    await fc.assert(
      fc.asyncProperty(sets, async (causes) => {
        const fails = (kept: readonly number[]) =>
          Promise.resolve(causes.some((cause) => cause.every((one) => kept.includes(one))));
        const left = await minimise(items, fails);
        expect(await fails(left)).toBe(true);
        for (const one of left)
          expect(await fails(left.filter((item) => item !== one))).toBe(false);
      }),
    );
  });

  it('asks less than quadratically often for one cause', async () => {
    let asked = 0;
    const items = Array.from({ length: 1_024 }, (_, index) => index);
    await minimise(items, (kept) => {
      asked += 1;
      return Promise.resolve(kept.includes(700));
    });
    expect(asked).toBeLessThan(50);
  });
});
