import { describe, expect, it } from 'vitest';
import type { Exploration } from '../../../src/sessions/explore/exploration.js';
import { explore } from '../../../src/sessions/explore/explore.js';
import { interleave } from '../../../src/sessions/explore/interleaving.js';
import { INVARIANT_NAMES } from '../../../src/sessions/explore/invariants/registry.js';
import { memoryInSteps } from '../../../src/sessions/explore/memory.js';
import { EXPLORATIONS } from '../../../src/sessions/explore/scripts/registry.js';

/** How many steps each worker takes where nobody comes between. */
function lengthsOf(exploration: Exploration): readonly number[] {
  const { choices } = interleave(exploration, memoryInSteps, []);
  return exploration.workers.map((_, worker) => {
    return choices.filter(({ chosen }) => chosen === worker).length;
  });
}

const EXPLORED = EXPLORATIONS.map((exploration) => {
  return { exploration, report: explore(exploration, memoryInSteps) };
});

describe.each(EXPLORED.map((explored) => [explored.exploration.name, explored] as const))(
  '%s',
  (_, { exploration, report }) => {
    it('breaks no invariant of the correct store, and looks at those that it is there for', () => {
      const { violations, examined } = report;
      expect(violations).toEqual([]);
      expect(exploration.exercises.filter((name) => examined[name] === 0)).toEqual([]);
      expect(exploration.exercises).not.toEqual([]);
    });

    it('is of two or three workers of at most six steps', () => {
      const lengths = lengthsOf(exploration);
      expect([2, 3]).toContain(lengths.length);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(6);
      expect(Math.min(...lengths)).toBeGreaterThan(0);
    });
  },
);

describe('the explorations', () => {
  it('are this many interleavings', () => {
    const counts = EXPLORED.map(({ report }) => [report.exploration, report.interleavings]);
    expect(Object.fromEntries(counts)).toEqual({
      'claim against claim': 24,
      'claim against release': 58,
      'stale release against claim': 33,
      'reclaim against reclaim': 20,
      'lease against the clock on the wall': 116,
      'commit against expiry and the next claim': 112,
      'one commit sent twice against another of its name': 90,
      'completion against takeover': 36,
      'cancel against claim': 60,
      'submit against submit': 90,
      'submit again against completion': 20,
      'two threads of one holder drain a queue': 90,
      'a turn of six steps against another': 924,
      'a turn of six steps against expiry and takeover': 840,
    });
  });

  it('leave no invariant out', () => {
    const exercised = new Set(EXPLORATIONS.flatMap(({ exercises }) => exercises));
    expect(INVARIANT_NAMES.filter((name) => !exercised.has(name))).toEqual([]);
  });

  it('have a name each', () => {
    const names = EXPLORATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
