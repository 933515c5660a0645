import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threshold } from '../../../src/coordinator/faults/edge-chance.js';
import { DAMAGES } from '../../../src/workers/damage.js';
import { ask, meshPasses, planOfText, struckOf } from './plan-of-text.js';

/** Fails unless the count is within six standard deviations of what the probability makes likely. */
function expectLikely(count: number, tries: number, probability: number): void {
  const mean = tries * probability;
  const deviation = Math.sqrt(mean * (1 - probability));
  expect(Math.abs(count - mean)).toBeLessThanOrEqual(6 * deviation);
}

const CHANCES = ['drop', 'duplicate', 'reorder', 'delay', 'corrupt'];

describe('a fault with a probability', () => {
  it.each(CHANCES)('strikes as often as %s is asked to, over seeds', (name) => {
    const asked = meshPasses(8, 10);
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    for (const [percent, probability] of [
      ['1%', 0.01],
      ['10%', 0.1],
      ['50%', 0.5],
    ] as const) {
      const count = seeds.reduce(
        (sum, seed) => sum + struckOf(planOfText(`${name}=${percent}`, 8, seed), asked).length,
        0,
      );
      expectLikely(count, asked.length * seeds.length, probability);
    }
  });

  it('would be caught if it struck half as often', () => {
    const asked = meshPasses(8, 200);
    const count = struckOf(planOfText('drop=5%', 8), asked).length;
    expect(() => {
      expectLikely(count, asked.length, 0.1);
    }).toThrow();
  });

  it.each(CHANCES)('strikes everything where %s is certain', (name) => {
    const asked = meshPasses(5, 20);
    expect(struckOf(planOfText(`${name}=100%`, 5), asked)).toEqual(asked);
  });

  it('decides anew for each attempt in a pass', () => {
    const plan = planOfText('drop=50%', 2);
    const lost = Array.from({ length: 64 }, (_, attempt) => plan.transmission(0, 0, 1, attempt));
    expectLikely(lost.filter(({ struck }) => struck.length > 0).length, 64, 0.5);
  });

  it('strikes in its window, both ends included, and nowhere else', () => {
    const windows = fc.tuple(fc.nat(8), fc.nat(4));
    fc.assert(
      fc.property(windows, fc.constantFrom(...CHANCES), ([start, more], name) => {
        const plan = planOfText(`${name}=1@${start}-${start + more}`, 3);
        const struck = struckOf(plan, meshPasses(3, 16)).map(({ pass }) => pass);
        const passes = Array.from({ length: more + 1 }, (_, index) => start + index);
        expect([...new Set(struck)]).toEqual(passes);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['one', 8, 1],
    ['minority', 8, 3],
    ['minority', 9, 4],
    ['minority', 2, 1],
    ['majority', 8, 5],
    ['majority', 9, 5],
    ['majority', 2, 2],
  ])('is after %s of %d agents: the edges of %d', (targets, agents, count) => {
    const asked = meshPasses(agents, 1);
    const struck = struckOf(planOfText(`drop=1:${targets}`, agents), asked);
    const spared = agents - count;
    expect(struck.length).toBe(asked.length - spared * (spared - 1));
  });

  it('chooses its targets by seed, a smaller choice within a larger one', () => {
    const asked = meshPasses(9, 1);
    const keys = (targets: string, seed: number) =>
      struckOf(planOfText(`drop=1:${targets}`, 9, seed), asked).map((edge) => JSON.stringify(edge));
    const minority = new Set(keys('minority', 1));
    expect(keys('one', 1).every((key) => minority.has(key))).toBe(true);
    const choices = Array.from({ length: 10 }, (_, seed) => keys('one', seed).join());
    expect(new Set(choices).size).toBeGreaterThan(3);
  });
});

describe('a probability that rounds to nothing', () => {
  it('is refused rather than planned', () => {
    expect(() => threshold(0)).toThrow(RangeError);
    expect(() => threshold(1e-4)).toThrow(RangeError);
    expect(() => threshold(Number.NaN)).toThrow(RangeError);
    expect(() => threshold(1_000_001)).toThrow(RangeError);
  });

  it('strikes where it is the least that can be written', () => {
    expect(threshold(1)).toBe(4294);
    const plan = planOfText('drop=0.0001%', 2, 4);
    const struck = Array.from({ length: 4_000_000 }, (_, attempt) => attempt).find(
      (attempt) => plan.transmission(0, 0, 1, attempt).struck.length > 0,
    );
    expect(struck).toBeDefined();
  });
});

describe('bursts', () => {
  const PASSES = 3000;

  function runsOf(burst: number): { readonly share: number; readonly mean_run: number } {
    const plan = planOfText(`drop=10%:burst=${burst}`, 6);
    const edges = meshPasses(6, 1);
    const struck = edges.flatMap(({ sender, receiver }) =>
      Array.from(
        { length: PASSES },
        (_, pass) => plan.transmission(pass, sender, receiver, 0).struck.length,
      ),
    );
    const starts = struck.filter((hit, index) => hit === 1 && struck[index - 1] !== 1).length;
    const hits = struck.reduce((sum, hit) => sum + hit, 0);
    return { share: hits / struck.length, mean_run: hits / starts };
  }

  it.each([1, 3, 10])('of %d leave the share that is struck as it is', (burst) => {
    expect(runsOf(burst).share).toBeGreaterThan(0.09);
    expect(runsOf(burst).share).toBeLessThan(0.11);
  });

  it.each([1, 3, 10])('of %d strike that many blobs of an edge in a row', (burst) => {
    // Where one burst follows another they make one longer run: one in ten does.
    const { mean_run } = runsOf(burst);
    expect(mean_run / burst).toBeGreaterThan(1);
    expect(mean_run / burst).toBeLessThan(1.25);
  });

  it('begin in different passes on different edges', () => {
    const plan = planOfText('drop=30%:burst=10', 8);
    const starts = meshPasses(8, 1).map(({ sender, receiver }) =>
      Array.from({ length: 200 }, (_, pass) => pass).find(
        (pass) => plan.transmission(pass, sender, receiver, 0).struck.length > 0,
      ),
    );
    expect(new Set(starts.map((start) => (start ?? 0) % 10)).size).toBeGreaterThan(5);
  });
});

describe('what a fault does to a blob', () => {
  const ASKED = meshPasses(6, 10);
  const copiesOf = (text: string) => {
    const plan = planOfText(text, 6);
    return ASKED.map((edge) => ask(plan, edge).copies);
  };

  it('drop: none is left', () => {
    expect(copiesOf('drop=1').flat()).toEqual([]);
  });

  it('duplicate: the blob in its pass, and its other copies then or a pass later', () => {
    const sent = copiesOf('duplicate=1:times=3');
    expect(new Set(sent.map((copies) => copies.length))).toEqual(new Set([3]));
    expect(sent.every(([first]) => first?.delay_passes === 0)).toBe(true);
    const others = sent.flatMap(([, ...rest]) => rest.map(({ delay_passes }) => delay_passes));
    expect(new Set(others)).toEqual(new Set([0, 1]));
  });

  it('reorder: behind all others of its pass in a shuffled order, half of them a pass later', () => {
    const copies = copiesOf('reorder=1').flat();
    expect(copies.every(({ order }) => order > 0)).toBe(true);
    expect(new Set(copies.map(({ order }) => order)).size).toBe(copies.length);
    expectLikely(
      copies.filter(({ delay_passes }) => delay_passes === 1).length,
      copies.length,
      0.5,
    );
    expect(new Set(copies.map(({ delay_passes }) => delay_passes))).toEqual(new Set([0, 1]));
  });

  it('delay: that many passes', () => {
    expect(
      new Set(
        copiesOf('delay=1:passes=4')
          .flat()
          .map(({ delay_passes }) => delay_passes),
      ),
    ).toEqual(new Set([4]));
  });

  it('clog: the edge is clogged for all of its window, and gives all up in the pass after it', () => {
    const plan = planOfText('clog=50%@2-5', 6);
    const struck = struckOf(plan, ASKED);
    const edges = new Set(struck.map(({ sender, receiver }) => `${sender} ${receiver}`));
    expectLikely(edges.size, 30, 0.5);
    expect(struck.length).toBe(edges.size * 4);
    const arrivals = struck.map(
      (edge) => edge.pass + (ask(plan, edge).copies[0]?.delay_passes ?? 0),
    );
    expect(new Set(arrivals)).toEqual(new Set([6]));
  });

  it.each(DAMAGES)('corrupt: %s, each blob in a way of its own', (type) => {
    const damages = copiesOf(`corrupt=1:${type}`).flatMap((copies) =>
      copies.map(({ damage }) => damage),
    );
    expect(new Set(damages.map((damage) => damage?.type))).toEqual(new Set([type]));
    expect(new Set(damages.map((damage) => damage?.seed)).size).toBe(damages.length);
  });

  it('corrupt: every one of them happens where none is named', () => {
    const types = copiesOf('corrupt=1').flatMap((copies) =>
      copies.map(({ damage }) => damage?.type),
    );
    expect(new Set(types)).toEqual(new Set(DAMAGES));
  });
});

describe('skew', () => {
  it.each([
    ['one', 1],
    ['minority', 3],
    ['majority', 5],
  ])('puts the clocks of %s ahead, for good', (targets, count) => {
    const plan = planOfText(`skew=1000:${targets}`, 8);
    const ticks = Array.from({ length: 8 }, (_, agent_index) => plan.clockAhead(agent_index));
    expect(ticks.filter((ahead) => ahead === 1000).length).toBe(count);
    expect(ticks.filter((ahead) => ahead === 0).length).toBe(8 - count);
    expect(plan.skewed_count).toBe(count);
  });
});
