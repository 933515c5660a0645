import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, meshPasses, planOfText } from './plan-of-text.js';

/** By sender and receiver, whether a blob of pass 0 gets through. */
function reach(shape: string, agents: number, seed: number) {
  const plan = planOfText(`partition=${shape}`, agents, seed);
  const open = new Set(
    meshPasses(agents, 1)
      .filter((edge) => ask(plan, edge).copies.length > 0)
      .map(({ sender, receiver }) => `${sender} ${receiver}`),
  );
  return (sender: number, receiver: number) => open.has(`${sender} ${receiver}`);
}

function agentsOf(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

const places = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer());

describe('a partition', () => {
  it('of halves makes two islands of equal size, open within and shut between', () => {
    fc.assert(
      fc.property(places, ([agents, seed]) => {
        const reaches = reach('halves', agents, seed);
        const islands = agentsOf(agents).map((agent) =>
          agentsOf(agents).filter((other) => other === agent || reaches(agent, other)),
        );
        const distinct = [...new Set(islands.map((island) => island.join()))];
        expect(distinct.length).toBe(2);
        const sizes = distinct.map((island) => island.split(',').length).sort((a, b) => a - b);
        expect(sizes).toEqual([Math.floor(agents / 2), Math.ceil(agents / 2)]);
      }),
    );
  });

  it('of one isolated cuts exactly one agent off, both ways', () => {
    fc.assert(
      fc.property(places, ([agents, seed]) => {
        fc.pre(agents > 2);
        const reaches = reach('isolated', agents, seed);
        const alone = agentsOf(agents).filter((agent) =>
          agentsOf(agents).every((other) => !reaches(agent, other) && !reaches(other, agent)),
        );
        expect(alone.length).toBe(1);
        const others = agentsOf(agents).filter((agent) => !alone.includes(agent));
        const open = others.every((one) =>
          others.every((other) => one === other || reaches(one, other)),
        );
        expect(open).toBe(true);
      }),
    );
  });

  it('of a ring leaves each agent its two neighbours', () => {
    fc.assert(
      fc.property(places, ([agents, seed]) => {
        const reaches = reach('ring', agents, seed);
        for (const agent of agentsOf(agents)) {
          const neighbours = new Set([(agent + 1) % agents, (agent - 1 + agents) % agents]);
          const open = agentsOf(agents).filter((other) => reaches(agent, other));
          expect(new Set(open)).toEqual(neighbours);
        }
      }),
    );
  });

  it('that is asymmetric shuts one direction between halves and leaves the other open', () => {
    fc.assert(
      fc.property(places, ([agents, seed]) => {
        const reaches = reach('asymmetric', agents, seed);
        const pairs = meshPasses(agents, 1).map(({ sender, receiver }) => [
          reaches(sender, receiver),
          reaches(receiver, sender),
        ]);
        const oneWay = pairs.filter(([there, back]) => there !== back).length;
        const shut = pairs.filter(([there, back]) => !there && !back).length;
        expect(oneWay).toBe(2 * Math.floor(agents / 2) * Math.ceil(agents / 2));
        expect(shut).toBe(0);
      }),
    );
  });

  it('is the same in every pass of its window, and over after it', () => {
    const plan = planOfText('partition=halves@2-5', 6);
    const open = Array.from({ length: 8 }, (_, pass) =>
      meshPasses(6, 1)
        .filter((edge) => ask(plan, { ...edge, pass }).copies.length > 0)
        .map(({ sender, receiver }) => `${sender} ${receiver}`),
    );
    expect(open.map((edges) => edges.length)).toEqual([30, 30, 12, 12, 12, 12, 30, 30]);
    expect(new Set(open.slice(2, 6).map(String)).size).toBe(1);
  });

  it('falls elsewhere for another seed', () => {
    const falls = agentsOf(20).map((seed) => {
      const reaches = reach('isolated', 10, seed);
      return agentsOf(10).findIndex((agent) => !reaches(agent, (agent + 1) % 10));
    });
    expect(new Set(falls).size).toBeGreaterThan(4);
  });
});
