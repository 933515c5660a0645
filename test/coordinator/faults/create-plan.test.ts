import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultPlan } from '../../../src/coordinator/faults/fault-plan.js';
import { createRandom } from '../../../src/model/random.js';
import { blobFaults, mixes } from './arbitrary-mixes.js';
import { ask, meshPasses, planOfText, struckOf } from './plan-of-text.js';

const AGENTS = 5;
const ASKED = meshPasses(AGENTS, 8);

/** Fails unless both plans answer alike, the second of them asked backwards and everything twice. */
function expectOneFunction(createPlan: () => FaultPlan): void {
  const [forwards, backwards] = [createPlan(), createPlan()];
  const inOrder = ASKED.map((edge) => ask(forwards, edge));
  const reversed = ASKED.toReversed().map((edge) => [ask(backwards, edge), ask(backwards, edge)]);
  expect(reversed.toReversed()).toEqual(inOrder.map((answer) => [answer, answer]));
  const passes = [0, 1, 2, 3, 4, 5, 6, 7];
  const crashes = passes.map((pass) => [forwards.crashes(pass), forwards.checkpoints(pass)]);
  const again = passes
    .toReversed()
    .map((pass) => [backwards.crashes(pass), backwards.checkpoints(pass)]);
  expect(again.toReversed()).toEqual(crashes);
}

describe('createFaultPlan', () => {
  it('answers alike in whatever order and however often it is asked', () => {
    fc.assert(
      fc.property(mixes, fc.integer(), ({ canonical }, seed) => {
        expectOneFunction(() => planOfText(canonical, AGENTS, seed));
      }),
      { numRuns: 50 },
    );
  });

  it('would be caught if it drew from a generator with a state', () => {
    const createPlan = (): FaultPlan => {
      const random = createRandom(1);
      const lost = { copies: [], struck: [0] };
      const kept = { copies: [{ delay_passes: 0, damage: null, order: 0 }], struck: [] };
      return {
        ...planOfText('drop=50%', AGENTS),
        transmission: () => (random.fraction() < 0.5 ? lost : kept),
      };
    };
    expect(() => {
      expectOneFunction(createPlan);
    }).toThrow();
  });

  it('strikes elsewhere for another seed', () => {
    const [one, other] = [planOfText('drop=50%', AGENTS, 1), planOfText('drop=50%', AGENTS, 2)];
    expect(struckOf(one, ASKED)).not.toEqual(struckOf(other, ASKED));
  });

  it('strikes with one fault alike whatever other faults stand beside it', () => {
    fc.assert(
      fc.property(blobFaults, fc.integer(), ({ canonical }, seed) => {
        fc.pre(!canonical.startsWith('reorder'));
        const alone = planOfText(canonical, AGENTS, seed);
        const beside = planOfText(`reorder=40%,${canonical},crash=9%,skew=3`, AGENTS, seed);
        const struckBeside = ASKED.filter((edge) => ask(beside, edge).struck.includes(1));
        expect(struckBeside).toEqual(struckOf(alone, ASKED));
      }),
      { numRuns: 50 },
    );
  });

  it('strikes independently with two faults of one kind', () => {
    const plan = planOfText('delay=50%,delay=50%:passes=2', 20);
    const answers = meshPasses(20, 10).map((edge) => ask(plan, edge).struck.length);
    const both = answers.filter((count) => count === 2).length / answers.length;
    expect(both).toBeGreaterThan(0.22);
    expect(both).toBeLessThan(0.28);
  });

  it('strikes at 10 % only what it strikes at 30 % too, so that rates can be compared', () => {
    const rare = struckOf(planOfText('drop=10%', 10), meshPasses(10, 10));
    const often = new Set(struckOf(planOfText('drop=30%', 10), meshPasses(10, 10)).map(keyOf));
    expect(rare.length).toBeGreaterThan(0);
    expect(rare.every((edge) => often.has(keyOf(edge)))).toBe(true);
  });

  it('loses a blob that is dropped, whatever else strikes it', () => {
    for (const text of ['drop=1,duplicate=1,delay=1', 'duplicate=1,corrupt=1,drop=1']) {
      const answer = planOfText(text, 2).transmission(0, 0, 1, 0);
      expect(answer).toEqual({ copies: [], struck: [0, 1, 2] });
    }
  });

  it('adds up what several faults do to one blob', () => {
    const plan = planOfText('delay=1:passes=2,delay=1:passes=3,corrupt=1:empty', 2);
    const { copies, struck } = plan.transmission(0, 0, 1, 0);
    expect(copies).toMatchObject([{ delay_passes: 5, order: 0, damage: { type: 'empty' } }]);
    expect(struck).toEqual([0, 1, 2]);
  });

  it.each([
    ['none', 0],
    ['drop=10%', 0],
    ['crash=10%', 0],
    ['skew=7', 0],
    ['drop=10%@2-5', 6],
    ['partition=halves@2-5,drop=10%@9', 10],
    ['clog=10%@0', 1],
    ['crash=one@3-4', 5],
    ['crash=one:before_export', 1],
    ['crash=one:stale', 3],
  ])('lets the storm of %s last %d passes', (text, passes) => {
    expect(planOfText(text, 4).storm_passes).toBe(passes);
  });

  it('says of each fault how it is spelled, what it strikes and by what it shows', () => {
    const plan = planOfText('drop=0.1,crash=one@1,skew=5', 4);
    expect(plan.faults).toEqual(['drop=10%', 'crash=one:before_export@1', 'skew=5:one']);
    expect(plan.targets).toEqual(['blobs', 'agents', 'clocks']);
    expect(plan.effects).toEqual(['lost', 'restarted', 'contested']);
  });

  it('strikes nothing without faults', () => {
    const plan = planOfText('none', 3);
    expect(struckOf(plan, meshPasses(3, 3))).toEqual([]);
    expect([plan.crashes(0), plan.checkpoints(0), plan.clockAhead(0), plan.faults]).toEqual([
      [],
      [],
      0,
      [],
    ]);
  });
});

function keyOf({ pass, sender, receiver }: { pass: number; sender: number; receiver: number }) {
  return `${pass} ${sender} ${receiver}`;
}
