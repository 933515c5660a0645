import { describe, expect, it } from 'vitest';
import { INVARIANTS } from '../../../src/sessions/scenarios/invariants.js';
import { SCENARIOS } from '../../../src/sessions/scenarios/registry.js';
import { runScenarios } from '../../../src/sessions/scenarios/run-scenarios.js';
import { OUR_STORES } from '../../../src/sessions/scenarios/stores.js';
import { PLANTS } from './support/plants.js';

describe.each(INVARIANTS.map((invariant) => [invariant, PLANTS[invariant]] as const))(
  'the scenario that owns “%s”',
  (invariant, { bug, operations, fails }) => {
    it(`fails where ${bug}`, async () => {
      const owners = SCENARIOS.filter(({ owns }) => owns.includes(invariant));
      const planted = { planted: () => OUR_STORES.memory(operations) };
      expect(await runScenarios(owners, planted)).toMatchObject([
        { verdict: 'FAIL', failed: fails },
      ]);
    });
  },
);
