import { describe, expect, it } from 'vitest';
import { gossip } from '../../../src/coordinator/topologies/gossip.js';
import { gossipPull } from '../../../src/coordinator/topologies/gossip-pull.js';
import { gossipPush } from '../../../src/coordinator/topologies/gossip-push.js';
import type { Topology } from '../../../src/coordinator/topologies/topology.js';
import { passesUntil, pushChain, pushPullChain } from './rumour-chain.js';
import { outDegrees, pairsOf, passesToSpread, routing } from './spreading.js';

const KINDS: readonly (readonly [string, Topology])[] = [gossip, gossipPush, gossipPull].map(
  (topology) => [topology.name, topology],
);

describe.each(KINDS)('%s', (_, topology) => {
  it('turns to other peers in every pass and for every seed', () => {
    const [first, later, other] = [{}, { pass: 1 }, { seed: 2 }].map((change) =>
      pairsOf(topology, routing({ agents: 20, ...change })),
    );
    expect(later).not.toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('is everyone to everyone where the fan-out covers all others', () => {
    const at = routing({ agents: 5, fan_out: 9 });
    expect(pairsOf(topology, at)).toHaveLength(20);
    expect(topology.bound(at)).toMatchObject({ passes: 1, type: 'certain' });
  });

  it('reaches everyone within its bound, for a thousand seeds', () => {
    const late = Array.from({ length: 1000 }, (_, seed) =>
      routing({ seed, agents: 3 + (seed % 30), fan_out: 1 + (seed % 3), pass: seed }),
    ).filter((at) => passesToSpread(topology, at, topology.bound(at).passes) === null);
    expect(late).toEqual([]);
  });

  it('reaches 500 agents within its bound', () => {
    const at = routing({ agents: 500, fan_out: 1 });
    const { passes, type } = topology.bound(at);
    expect(type).toBe('likely');
    expect(passesToSpread(topology, at, passes)).not.toBeNull();
  });
});

describe('gossip_push', () => {
  it('sends from every agent to as many distinct peers as the fan-out says', () => {
    expect(new Set(outDegrees(gossipPush, routing({ agents: 30, fan_out: 4 })))).toEqual(
      new Set([4]),
    );
  });

  it('chooses every other agent alike', () => {
    const counts = new Map<string, number>();
    for (let pass = 0; pass < 2000; pass += 1) {
      for (const pair of pairsOf(gossipPush, routing({ agents: 6, fan_out: 2, pass }))) {
        counts.set(pair.join(), (counts.get(pair.join()) ?? 0) + 1);
      }
    }
    // 2 of 5 peers: 800 times, with a standard deviation of 22.
    expect(counts.size).toBe(30);
    expect(Math.min(...counts.values())).toBeGreaterThan(800 - 5 * 22);
    expect(Math.max(...counts.values())).toBeLessThan(800 + 5 * 22);
  });

  it('chooses in one pass whatever it chose in another', () => {
    const agents = 40;
    const same = Array.from({ length: 500 }, (_, pass) => {
      const [now, next] = [pass, pass + 1].map((at) =>
        pairsOf(gossipPush, routing({ agents, fan_out: 1, pass: at })).map(([, peer]) => peer),
      );
      return now?.filter((peer, agent) => peer === next?.[agent]).length ?? 0;
    }).reduce((sum, count) => sum + count, 0);
    // 20,000 choices, each repeated by chance with probability 1/39.
    expect(Math.abs(same - 20_000 / 39)).toBeLessThan(5 * Math.sqrt(20_000 / 39));
  });
});

describe('gossip_pull', () => {
  it('is gossip_push with every edge turned round', () => {
    const at = routing({ agents: 30, fan_out: 3, pass: 5 });
    const turned = pairsOf(gossipPull, at).map(([sender, receiver]) => [receiver, sender]);
    expect(turned).toEqual(pairsOf(gossipPush, at));
  });
});

describe('gossip', () => {
  it('is gossip_push and gossip_pull together, without what would be sent twice', () => {
    const at = routing({ agents: 30, fan_out: 3, pass: 5 });
    const both = [gossipPush, gossipPull].flatMap((one) =>
      pairsOf(one, at).map((pair) => pair.join()),
    );
    const keys = pairsOf(gossip, at).map((pair) => pair.join());
    expect([...keys].sort()).toEqual([...new Set(both)].sort());
    expect(keys.length).toBeLessThan(both.length);
  });
});

describe('the bounds of gossip', () => {
  const SIZES = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 48, 64, 96, 128];
  const PEERS = [1, 2, 3, 4, 8];

  // Exact for one rumour; the factor allows for one from each agent.
  const needed = (chainOf: typeof pushChain, agents: number, peers: number) =>
    passesUntil(1e-9 / agents, agents, chainOf(agents, Math.min(peers, agents - 1)));

  const cases: readonly (readonly [string, Topology, typeof pushChain])[] = [
    ['push', gossipPush, pushChain],
    ['push-pull', gossip, pushPullChain],
  ];

  it.each(cases)('of %s are exceeded less than once in 1e9, and not wide', (_, topology, chain) => {
    const sizes = SIZES.flatMap((agents) => PEERS.map((fan_out) => ({ agents, fan_out })));
    const spare = sizes.map(
      ({ agents, fan_out }) =>
        topology.bound(routing({ agents, fan_out })).passes - needed(chain, agents, fan_out),
    );
    expect(Math.min(...spare)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...spare)).toBeLessThanOrEqual(10);
  });

  it('allow for peers that several turn to, which slows the growth of many at once', () => {
    const at = routing({ agents: 400, fan_out: 8 });
    expect(gossipPush.bound(at).passes).toBeGreaterThan(needed(pushChain, 400, 8));
  });

  it('are the same for pull as for push, which it is with time reversed', () => {
    for (const agents of SIZES) {
      const at = routing({ agents, fan_out: 2 });
      expect(gossipPull.bound(at)).toEqual(gossipPush.bound(at));
    }
  });

  it('grow with the logarithm of the agents', () => {
    const passes = [100, 10_000, 1_000_000].map(
      (agents) => gossip.bound(routing({ agents, fan_out: 2 })).passes,
    );
    expect(passes).toEqual([9, 12, 15]);
  });
});
