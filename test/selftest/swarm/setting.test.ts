import { describe, expect, it } from 'vitest';
import { TOPOLOGY_NAMES } from '../../../src/coordinator/topologies/registry.js';
import { drawSetting } from '../../../src/selftest/swarm/setting.js';

const NAMES = ['transactional', 'crdt'];
const SEEDS = Array.from({ length: 400 }, (_, index) => index + 1);
const settings = SEEDS.map((seed) => drawSetting(seed, NAMES));
const scenes = settings.map(({ scene }) => scene);

function drawn<T>(of: (scene: (typeof scenes)[number]) => T): readonly T[] {
  return [...new Set(scenes.map(of))].sort();
}

describe('what a swarm seed draws', () => {
  it('is the same for the same seed', () => {
    expect(SEEDS.map((seed) => drawSetting(seed, NAMES))).toEqual(settings);
  });

  it('is every topology, way of exchanging and strategy there is, over a few hundred seeds', () => {
    expect(drawn(({ topology }) => topology.name)).toEqual([...TOPOLOGY_NAMES].sort());
    expect(drawn(({ exchange }) => exchange)).toEqual(['batch', 'pairwise', 'racing']);
    expect(drawn(({ terms }) => terms.blob_scope)).toEqual(['delta', 'full']);
    expect(drawn(({ terms }) => terms.load.type)).toEqual(['closed', 'open']);
    expect(new Set(settings.map(({ strategy }) => strategy))).toEqual(new Set(NAMES));
  });

  it('is of a size that takes no time', () => {
    expect(drawn(({ workload }) => workload.agents)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(drawn(({ workload }) => workload.rounds)).toEqual([1, 2, 3, 4]);
  });

  it('always is a swarm of faults, behind envelopes and with a heal', () => {
    expect(drawn(({ faults }) => faults?.text)).toEqual(['swarm']);
    expect(drawn(({ terms }) => terms.envelope)).toEqual(['on']);
    expect(drawn(({ terms }) => terms.max_heal_passes)).toEqual([null]);
  });
});
