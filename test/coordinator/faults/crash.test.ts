import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crash, FaultPlan } from '../../../src/coordinator/faults/fault-plan.js';
import { agentFaults } from './arbitrary-mixes.js';
import { planOfText } from './plan-of-text.js';

const PASSES = Array.from({ length: 60 }, (_, pass) => pass);

interface Happened extends Crash {
  readonly pass: number;
}

function crashesOf(plan: FaultPlan): readonly Happened[] {
  return PASSES.flatMap((pass) => plan.crashes(pass).map((crash) => ({ ...crash, pass })));
}

describe('crashes', () => {
  it('are one per agent and pass at most, in order of agents, and never of all at once', () => {
    const many = fc.array(agentFaults, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 6 }), fc.integer(), (faults, agents, seed) => {
        const texts = new Set(faults.map(({ canonical }) => canonical));
        const plan = planOfText([...texts].join(','), agents, seed);
        for (const pass of PASSES) {
          const indexes = plan.crashes(pass).map(({ agent_index }) => agent_index);
          expect(indexes).toEqual([...new Set(indexes)].sort((left, right) => left - right));
          expect(indexes.length).toBeLessThan(agents);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('spare one agent where all would die, and not always the same', () => {
    const plan = planOfText('crash=100%', 4);
    expect(PASSES.every((pass) => plan.crashes(pass).length === 3)).toBe(true);
    const spared = PASSES.map((pass) =>
      [0, 1, 2, 3].find((agent) => !plan.crashes(pass).some((one) => one.agent_index === agent)),
    );
    expect(new Set(spared).size).toBe(4);
  });

  it('have their checkpoint kept in its pass, and no other is kept', () => {
    fc.assert(
      fc.property(agentFaults, fc.integer(), ({ canonical }, seed) => {
        const plan = planOfText(canonical, 5, seed);
        const needed = crashesOf(plan).flatMap(({ agent_index, checkpoint_pass }) =>
          checkpoint_pass === null ? [] : [`${checkpoint_pass} ${agent_index}`],
        );
        // Those of the last passes are for crashes beyond them.
        const kept = PASSES.slice(0, -4).flatMap((pass) =>
          plan.checkpoints(pass).map((agent) => `${pass} ${agent}`),
        );
        const within = needed.filter((key) => Number(key.split(' ')[0]) < PASSES.length - 4);
        expect(new Set(kept)).toEqual(new Set(within));
        expect(kept.length).toBe(new Set(kept).size);
      }),
      { numRuns: 50 },
    );
  });

  it('happen as often as they are asked to', () => {
    const count = crashesOf(planOfText('crash=10%', 200)).length;
    expect(count).toBeGreaterThan(1000);
    expect(count).toBeLessThan(1400);
  });

  it('strike only targets', () => {
    const crashes = crashesOf(planOfText('crash=50%:minority', 9));
    expect(new Set(crashes.map(({ agent_index }) => agent_index)).size).toBe(4);
  });
});

describe('before_export', () => {
  it('begins again with what was exported in the pass before, or with nothing in the first', () => {
    for (const { pass, ...crash } of crashesOf(planOfText('crash=30%:before_export', 6))) {
      expect(crash).toMatchObject({
        moment: 'before_export',
        identity: 'fresh',
        checkpoint_pass: pass === 0 ? null : pass - 1,
      });
    }
  });
});

describe('after_export', () => {
  it('begins again with what was exported in its own pass', () => {
    for (const { pass, ...crash } of crashesOf(planOfText('crash=30%:after_export', 6))) {
      expect(crash).toMatchObject({
        moment: 'after_export',
        identity: 'fresh',
        checkpoint_pass: pass,
      });
    }
  });
});

describe('stale', () => {
  it('begins again under the old identity with a blob of two to four passes ago, never before pass 2', () => {
    const crashes = crashesOf(planOfText('crash=30%:stale', 6));
    const ages = crashes.map(({ pass, checkpoint_pass }) => pass - (checkpoint_pass ?? Infinity));
    expect(new Set(ages)).toEqual(new Set([2, 3, 4]));
    expect(crashes.every(({ checkpoint_pass }) => (checkpoint_pass ?? -1) >= 0)).toBe(true);
    expect(Math.min(...crashes.map(({ pass }) => pass))).toBe(2);
    expect(new Set(crashes.map(({ identity }) => identity))).toEqual(new Set(['reused']));
    // Before the others could give it back what it had forgotten.
    expect(new Set(crashes.map(({ moment }) => moment))).toEqual(new Set(['after_export']));
  });
});

describe('one', () => {
  it.each([
    ['crash=one:before_export', 0, 0],
    ['crash=one:after_export', 0, 0],
    ['crash=one:stale', 2, 2],
    ['crash=one:stale@3', 3, 3],
    ['crash=one:stale@0-4', 2, 4],
    ['crash=one:after_export@5-9', 5, 9],
  ])('is one agent, once: %s in a pass from %d to %d', (text, first, last) => {
    const crashes = Array.from({ length: 20 }, (_, seed) => crashesOf(planOfText(text, 6, seed)));
    expect(new Set(crashes.map((one) => one.length))).toEqual(new Set([1]));
    const passes = crashes.flat().map(({ pass }) => pass);
    expect(Math.min(...passes)).toBe(first);
    expect(Math.max(...passes)).toBe(last);
    expect(new Set(crashes.flat().map(({ agent_index }) => agent_index)).size).toBeGreaterThan(2);
  });
});
