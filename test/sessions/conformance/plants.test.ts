import { describe, expect, it } from 'vitest';
import { conformanceCases } from '../../../src/sessions/conformance/registry.js';
import { runConformance } from '../../../src/sessions/conformance/run-conformance.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { SEQUENTIAL_PLANTS } from './plants/registry.js';

const names = conformanceCases.map(({ name }) => name);

describe('the conformance suite', () => {
  it.each(SEQUENTIAL_PLANTS.map((plant) => [plant.name, plant] as const))(
    'fails a store that %s',
    async (_, { operations, caught_by }) => {
      const report = await runConformance((controls) =>
        createMemoryStore({ ...controls, operations }),
      );
      const failed = report.results.filter(({ verdict }) => verdict === 'FAIL');
      expect(failed.map(({ name }) => name)).toContain(caught_by);
      expect(report.verdict).toBe('FAIL');
    },
  );

  it('knows every sentence that a plant is to break', () => {
    const caught = SEQUENTIAL_PLANTS.map(({ caught_by }) => caught_by);
    expect(names).toEqual(expect.arrayContaining(caught));
  });
});
