import { describe, expect, it } from 'vitest';
import { cutsOneOff } from '../../src/selftest/bugs/cuts-one-off.js';
import { dropsWrites } from '../../src/selftest/bugs/drops-writes.js';
import { escalatesAndApplies } from '../../src/selftest/bugs/escalates-and-applies.js';
import { neverStrikes } from '../../src/selftest/bugs/never-strikes.js';
import { blinded } from '../../src/selftest/broken-checks.js';
import { detect } from '../../src/selftest/detection.js';
import { changed } from '../../src/selftest/planted-bug.js';
import type { PlantedBug, StrategyBug } from '../../src/selftest/planted-bug.js';
import { overMesh } from '../../src/selftest/scene.js';
import { CROWDED } from '../../src/selftest/workload-shape.js';
import { failed } from '../../src/verdict/check.js';
import { CHECKS } from '../../src/verdict/checks/registry.js';

async function reasonOf(bug: PlantedBug, checks = CHECKS): Promise<string | undefined> {
  const { escapes } = await detect(bug, { seeds: [1], checks });
  return escapes[0]?.reason;
}

const crashes: StrategyBug = {
  name: 'crashes',
  where: 'strategy',
  planted_in: 'lww',
  property: { type: 'check', name: 'survival', verdict: 'FAIL', scene: overMesh(CROWDED) },
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

  it('where a check fails that should be undecided', async () => {
    const failing = CHECKS.map((check) =>
      check.name === 'faults' ? { ...check, examine: () => failed(['as it seems']) } : check,
    );
    expect(await reasonOf(neverStrikes, failing)).toBe('failed: faults FAIL');
  });

  it('where a check is undecided that should fail', async () => {
    const expecting: PlantedBug = {
      ...cutsOneOff,
      property: { ...cutsOneOff.property, verdict: 'FAIL' },
    };
    expect(await reasonOf(expecting)).toBe('nothing failed');
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
