import { describe, expect, it } from 'vitest';
import { createFaultPlan } from '../../../src/coordinator/faults/create-plan.js';
import { SWARM_MIX } from '../../../src/coordinator/faults/mix.js';
import { FAULT_KINDS } from '../../../src/coordinator/faults/registry.js';
import { swarmMix } from '../../../src/coordinator/faults/swarm.js';
import { ask, meshPasses, mixOfText, planOfText } from './plan-of-text.js';

const MIXES = Array.from({ length: 1000 }, (_, seed) => swarmMix(seed));

describe('swarmMix', () => {
  it('draws one to four faults whose text reads back as the mix', () => {
    for (const { text } of MIXES) expect(mixOfText(text).text).toBe(text);
    expect(new Set(MIXES.map(({ faults }) => faults.length))).toEqual(new Set([1, 2, 3, 4]));
  });

  it('draws the same for the same seed, and hardly ever the same for others', () => {
    expect(swarmMix(7).text).toBe(swarmMix(7).text);
    expect(new Set(MIXES.map(({ text }) => text)).size).toBeGreaterThan(700);
  });

  it('draws every kind that harms no correct strategy, and none that may', () => {
    const drawn = new Set(MIXES.flatMap(({ faults }) => faults.map(({ name }) => name)));
    const harmless = FAULT_KINDS.map(({ name }) => name).filter((name) => name !== 'corrupt');
    expect([...drawn].sort()).toEqual(harmless.sort());
  });

  it('restarts nobody under an old identity and damages nothing', () => {
    const asked = meshPasses(4, 6);
    for (const mix of MIXES.slice(0, 200)) {
      const plan = createFaultPlan(mix, { seed: 3, agents: 4 });
      const passes = Array.from({ length: plan.storm_passes + 4 }, (_, pass) => pass);
      const identities = passes.flatMap((pass) => plan.crashes(pass).map((one) => one.identity));
      expect(identities.filter((identity) => identity !== 'fresh')).toEqual([]);
      const damages = asked.flatMap((edge) => ask(plan, edge).copies.map(({ damage }) => damage));
      expect(damages.filter((damage) => damage !== null)).toEqual([]);
    }
    expect(MIXES.filter(({ text }) => /stale|corrupt/.test(text))).toEqual([]);
  });

  it('strikes exactly as its text does when it is asked for by hand', () => {
    const asked = meshPasses(5, 6);
    for (let seed = 0; seed < 50; seed += 1) {
      const swarm = createFaultPlan(SWARM_MIX, { seed, agents: 5 });
      const replayed = planOfText(swarmMix(seed).text, 5, seed);
      expect(swarm.faults).toEqual(replayed.faults);
      expect(asked.map((edge) => ask(swarm, edge))).toEqual(
        asked.map((edge) => ask(replayed, edge)),
      );
      expect([0, 1, 2].map(swarm.crashes)).toEqual([0, 1, 2].map(replayed.crashes));
    }
  });
});
