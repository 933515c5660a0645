import { describe, expect, it } from 'vitest';
import type { ShardLink } from '../../../src/coordinator/shard-link.js';
import { PLANTED_BUGS } from '../../../src/selftest/bugs/registry.js';
import { detect } from '../../../src/selftest/detection.js';
import { LAW_NAMES } from '../../../src/selftest/laws.js';
import type { PlantedBug } from '../../../src/selftest/planted-bug.js';
import { STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import type { Examination } from '../../../src/verdict/examination.js';
import { CHECKS } from '../../../src/verdict/checks/registry.js';

const SEEDS = [11, 12, 13];

describe.each(PLANTED_BUGS)('the planted bug that $name', (bug) => {
  it(`is caught by "${bug.property.name}" on every seed`, async () => {
    const { escapes } = await detect(bug, { seeds: SEEDS, checks: CHECKS });
    expect(escapes).toEqual([]);
  });

  it('is not missed where it is not planted', async () => {
    const { escapes } = await detect(unplanted(bug), { seeds: SEEDS.slice(0, 2), checks: CHECKS });
    expect(escapes.map(({ reason }) => reason)).toEqual(['nothing failed', 'nothing failed']);
  });
});

/** All but the bug itself. */
function unplanted(bug: PlantedBug): PlantedBug {
  switch (bug.where) {
    case 'strategy':
      return { ...bug, plant: (create, context) => create(context) };
    case 'link':
      return { ...bug, plant: (link: ShardLink) => link };
    case 'judge':
      return { ...bug, plant: (examination: Examination) => examination };
    case 'scene':
      return { ...bug, property: { ...bug.property, scene: bug.sound } };
  }
}

describe('the planted bugs together', () => {
  const properties = PLANTED_BUGS.map(({ property }) => property);

  it('have names of their own', () => {
    expect(new Set(PLANTED_BUGS.map(({ name }) => name)).size).toBe(PLANTED_BUGS.length);
  });

  it('leave no law untried', () => {
    const tried = properties.filter(({ type }) => type === 'law').map(({ name }) => name);
    expect(new Set(tried)).toEqual(new Set(LAW_NAMES));
  });

  it('leave no check untried', () => {
    const tried = properties.filter(({ type }) => type === 'check').map(({ name }) => name);
    expect(new Set(tried)).toEqual(new Set(CHECKS.map(({ name }) => name)));
  });

  it.each(properties.filter(({ type }) => type === 'check'))(
    'name a check that exists: $name',
    ({ name }) => {
      expect(CHECKS.map((check) => check.name)).toContain(name);
    },
  );

  it('are planted in strategies that exist', () => {
    expect(STRATEGY_NAMES).toEqual(
      expect.arrayContaining(PLANTED_BUGS.map(({ planted_in }) => planted_in)),
    );
  });
});
