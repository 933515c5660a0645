import { describe, expect, it } from 'vitest';
import { dropsWrites } from '../../src/selftest/bugs/drops-writes.js';
import { escalatesAndApplies } from '../../src/selftest/bugs/escalates-and-applies.js';
import { blinded } from '../../src/selftest/broken-checks.js';
import { detect } from '../../src/selftest/detection.js';
import { changed } from '../../src/selftest/planted-bug.js';
import type { PlantedBug } from '../../src/selftest/planted-bug.js';
import { CROWDED } from '../../src/selftest/workload-shape.js';
import { CHECKS } from '../../src/verdict/checks/registry.js';

async function reasonOf(bug: PlantedBug, checks = CHECKS): Promise<string | undefined> {
  const { escapes } = await detect(bug, { seeds: [1], checks });
  return escapes[0]?.reason;
}

const crashes: PlantedBug = {
  name: 'crashes',
  planted_in: 'lww',
  property: { type: 'check', name: 'survival', workload: CROWDED },
  plant: (create, context) =>
    changed(create(context), {
      read: () => {
        throw new Error('on purpose');
      },
    }),
};

describe('a planted bug has escaped', () => {
  it('where the check that must see it is blind', async () => {
    expect(await reasonOf(dropsWrites, blinded(CHECKS, 'survival'))).toBe('nothing failed');
  });

  it('where another property notices it as well', async () => {
    const unforeseen = { ...escalatesAndApplies, consequences: [] };
    expect(await reasonOf(unforeseen)).toBe('failed: survival, escalation');
  });

  it('where a consequence it must have is missing', async () => {
    const expecting = { ...dropsWrites, consequences: ['attribution'] };
    expect(await reasonOf(expecting)).toBe('failed: survival');
  });

  it('where it ends in a crash instead', async () => {
    expect(await reasonOf(crashes)).toBe('threw: on purpose');
  });
});

describe('blinding a check', () => {
  it('leaves the others as they are', () => {
    const others = CHECKS.filter(({ name }) => name !== 'survival');
    expect(blinded(CHECKS, 'survival').filter(({ name }) => name !== 'survival')).toEqual(others);
  });
});
