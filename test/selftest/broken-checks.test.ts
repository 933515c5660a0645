import { describe, expect, it } from 'vitest';
import { blinded, detectBlinding, detectBreaking } from '../../src/selftest/broken-checks.js';
import { PLANTED_BUGS } from '../../src/selftest/bugs/registry.js';
import { failedChecks, judgeRepetition } from '../../src/selftest/pipeline.js';
import { overMesh } from '../../src/selftest/scene.js';
import { CROWDED } from '../../src/selftest/workload-shape.js';
import { lww } from '../../src/strategies/lww.js';
import { CHECKS } from '../../src/verdict/checks/registry.js';

const SEEDS = [1, 2];

describe('a check that throws', () => {
  it('leaves a sound strategy undecided, whichever check it is', async () => {
    expect((await detectBreaking({ seeds: SEEDS, checks: CHECKS })).escapes).toEqual([]);
  });

  it('would be noticed if it changed nothing: a verdict that fails anyway shows that', async () => {
    const failing = CHECKS.map((check) => ({
      ...check,
      examine: () => ({ verdict: 'FAIL', reasons: [] }) as const,
    }));
    const { escapes } = await detectBreaking({ seeds: SEEDS, checks: failing });
    expect(escapes[0]?.reason).toBe('with convergence broken the verdict is FAIL');
  });
});

describe('a check that passes everything', () => {
  it('is noticed for every bug that it should catch', async () => {
    const trap = { seeds: SEEDS, checks: CHECKS };
    expect((await detectBlinding(PLANTED_BUGS, trap)).escapes).toEqual([]);
  });

  it('is blind to what it should see', async () => {
    const surroundings = {
      scene: overMesh(CROWDED),
      seed: 1,
      checks: blinded(CHECKS, 'survival'),
    };
    expect(failedChecks(await judgeRepetition(lww, surroundings))).not.toContain('survival');
  });
});
