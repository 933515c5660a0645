import { describe, expect, it } from 'vitest';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import type { RepetitionPlan } from '../../../src/coordinator/repetition-plan.js';
import { buildPlan, layMixed } from '../../support/plan.js';

const SEED = 7;
const script = await layMixed({ agents: 7, rounds: 3, writes_per_agent: 6, seed: SEED });

const plan = (changes: Partial<RepetitionPlan> = {}): RepetitionPlan =>
  buildPlan(script, 'leased', {
    attributes: true,
    seed: SEED,
    shares: 'session_store',
    ...changes,
  });

describe('a repetition of agents that share a session store', () => {
  it('loses nothing, and nothing of it conflicts', async () => {
    const { judgement } = await runRepetition(createInlineHost(3), plan());
    expect(judgement.findings.filter(({ verdict }) => verdict !== 'PASS')).toEqual([]);
    expect(judgement).toMatchObject({
      verdict: 'PASS',
      outcome: 'auto_merged',
      converged: true,
      writes_lost: 0,
      writes_concurrent: 0,
      escalations: 0,
      escalations_expected: 0,
      attribution_complete: true,
    });
    expect(judgement.writes_superseded).toBeGreaterThan(0);
    expect(judgement.contended).toBeGreaterThan(0);
  });
});
