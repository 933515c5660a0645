import { describe, expect, it } from 'vitest';
import { PLANTED_BUGS } from '../../../src/selftest/bugs/registry.js';
import { detect } from '../../../src/selftest/detection.js';
import { LAW_NAMES } from '../../../src/selftest/laws.js';
import { STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import { CHECKS } from '../../../src/verdict/checks/registry.js';

const SEEDS = [11, 12, 13, 14, 15, 16];

describe.each(PLANTED_BUGS)('the planted bug that $name', (bug) => {
  it(`is caught by "${bug.property.name}" on every seed`, async () => {
    const { escapes } = await detect(bug, { seeds: SEEDS, checks: CHECKS });
    expect(escapes).toEqual([]);
  });

  it('is not missed where it is not planted', async () => {
    const sound = { ...bug, plant: (create, context) => create(context) } satisfies typeof bug;
    const { escapes } = await detect(sound, { seeds: SEEDS.slice(0, 2), checks: CHECKS });
    expect(escapes.map(({ reason }) => reason)).toEqual(['nothing failed', 'nothing failed']);
  });
});

describe('the planted bugs together', () => {
  const properties = PLANTED_BUGS.map(({ property }) => property);

  it('have names of their own', () => {
    expect(new Set(PLANTED_BUGS.map(({ name }) => name)).size).toBe(PLANTED_BUGS.length);
  });

  it('leave no law untried', () => {
    const tried = properties.filter(({ type }) => type === 'law').map(({ name }) => name);
    expect(new Set(tried)).toEqual(new Set(LAW_NAMES));
  });

  it('leave untried only the checks that no strategy can fail', () => {
    const tried = new Set(properties.map(({ name }) => name));
    const untried = CHECKS.map(({ name }) => name).filter((name) => !tried.has(name));
    expect(untried).toEqual(['conservation', 'contention']);
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
