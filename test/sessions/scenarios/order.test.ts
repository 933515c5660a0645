import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORDER_RULES, orderProblems, tellProblem } from '../../../src/sessions/scenarios/order.js';
import type { OrderRule } from '../../../src/sessions/scenarios/order.js';
import type { Phase, PhaseType } from '../../../src/sessions/scenarios/phase.js';
import { expectedBreaches } from './support/order-oracle.js';
import { anyPhases, PLAIN } from './support/phases.js';

const NUM_RUNS = 1_000;

function breachesOf(phases: readonly Phase[], rules: readonly OrderRule[] = ORDER_RULES) {
  return rules
    .flatMap(({ name, faultsOf }) => faultsOf(phases).map(({ index }) => `${name}@${index ?? ''}`))
    .sort();
}

function told(...types: readonly PhaseType[]): readonly string[] {
  const phases = types.map((type) => PLAIN[type]);
  return orderProblems(phases).map((problem) => tellProblem('S', phases, problem));
}

describe('the order of phases', () => {
  it('needs a phase', () => {
    expect(told()).toEqual(['scenario S: has no phase']);
  });

  it.each([['commit'], ['commit_after_release']] as const)('ends with %s', (release) => {
    expect(told('ingress', release)).toEqual([]);
    expect(told(release, 'ingress')).toEqual([
      `scenario S, phase 1 (${release}): releases the lease, so no phase can follow it`,
    ]);
  });

  it.each([
    ['checkpoint'],
    ['leading_command_claim'],
    ['turn_work_claim'],
    ['next_turn_input_claim'],
  ] as const)('has the dead holder reclaimed before %s claims the lease', (claim) => {
    expect(told('ingress', 'reclaim_dead_holder', claim)).toEqual([]);
    expect(told(claim, 'ingress', 'reclaim_dead_holder')).toEqual([
      'scenario S, phase 3 (reclaim_dead_holder): must stand before every phase that claims the lease',
    ]);
  });

  it('has a stale completion after a claim of turn work', () => {
    expect(told('turn_work_claim', 'ingress', 'stale_completion')).toEqual([]);
    expect(told('leading_command_claim', 'stale_completion', 'turn_work_claim')).toEqual([
      'scenario S, phase 2 (stale_completion): needs a turn_work_claim before it',
    ]);
  });

  it('has as many texts as aliases in an input claim', () => {
    const phase: Phase = { ...PLAIN.next_turn_input_claim, expected_aliases: ['a', 'b'] };
    expect(orderProblems([phase])).toEqual([
      {
        rule: 'aliases and texts of an input claim are of equal length',
        index: 0,
        message: 'expects 2 aliases but 0 texts',
      },
    ]);
  });

  it('tells every breach, not the first alone', () => {
    expect(told('commit', 'commit', 'stale_completion', 'reclaim_dead_holder')).toHaveLength(4);
  });

  it('is what an independent oracle says, on random phases', () => {
    fc.assert(
      fc.property(anyPhases, (phases) => {
        expect(breachesOf(phases)).toEqual(expectedBreaches(phases));
      }),
      { numRuns: NUM_RUNS, seed: 6 },
    );
  });

  it('is found wrong by the oracle as soon as one rule is missing', () => {
    for (const rule of ORDER_RULES) {
      const others = ORDER_RULES.filter((other) => other !== rule);
      const { failed } = fc.check(
        fc.property(anyPhases, (phases) => {
          expect(breachesOf(phases, others)).toEqual(expectedBreaches(phases));
        }),
        { numRuns: NUM_RUNS, seed: 6 },
      );
      expect([rule.name, failed]).toEqual([rule.name, true]);
    }
  });

  it('is both kept and broken often enough by random phases', () => {
    const drawn = fc.sample(anyPhases, { numRuns: NUM_RUNS, seed: 6 });
    const kept = drawn.filter((phases) => expectedBreaches(phases).length === 0);
    expect(kept.length).toBeGreaterThan(NUM_RUNS / 10);
    expect(kept.length).toBeLessThan((NUM_RUNS * 9) / 10);
  });
});
