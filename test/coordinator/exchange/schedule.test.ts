import { expect, it } from 'vitest';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import { buildPlan, layMixed, under } from '../../support/plan.js';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

it('bounds a heal by the graph that its blobs go over, whichever the seed draws', async () => {
  const script = await layMixed({ agents: 8, rounds: 1, writes_per_agent: 2, seed: 1 });
  // Nothing arrives before the heal, so that it takes as many passes as the graph is wide.
  const conditions = under({ topology: 'random_regular', faults: 'drop=100%@0' });
  const bounds = new Set<number | null | undefined>();
  for (const seed of SEEDS) {
    const plan = buildPlan(script, 'lww', { ...conditions, seed });
    const { evidence } = await runRepetition(createInlineHost(1), plan);
    expect(evidence.ledger.complete(), `seed ${seed}`).toBe(true);
    bounds.add(evidence.heal?.bound);
  }
  expect(bounds.size).toBeGreaterThan(1);
});
