// Partial knowledge: writes that reach others through third parties, late, twice, or not at all.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crdt } from '../../src/strategies/crdt.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Replica, Strategy } from '../../src/strategies/strategy.js';
import { transactional } from '../../src/strategies/transactional.js';
import { FAULTS, withFault } from './support/faulty.js';
import type { Gossip } from './support/gossip.js';
import { contention, gossips } from './support/gossip.js';
import type { Expectation } from './support/gossip-expectations.js';
import { EVERYWHERE, WHERE_NOTHING_IS_LOST } from './support/gossip-expectations.js';
import { Gossiping, since } from './support/gossiping.js';
import { replicaOf, strategyNamed } from './support/replicas.js';

const RUNS = 60;

/** To find a fault, not its smallest example. */
const UNTIL_FOUND = { numRuns: 1000, endOnFailure: true };

const strategies = (await Promise.all(MERGING_STRATEGY_NAMES.map(strategyNamed))).filter(
  (strategy) => {
    const probe = replicaOf(strategy, 'probe');
    const able = probe.version !== undefined && probe.exportSince !== undefined;
    probe.dispose();
    return able;
  },
);
const sound = strategies.filter(({ expectation }) => expectation === 'pass');

function afterGossip(strategy: Strategy, expectation: Expectation, drawn = gossips) {
  return fc.asyncProperty(drawn, async (gossip: Gossip) => {
    const gossiping = new Gossiping(strategy, gossip.agents);
    try {
      await gossiping.live(gossip);
      await expectation(gossiping, strategy);
    } finally {
      gossiping.dispose();
    }
  });
}

describe.each(strategies)('gossip: $name', (strategy) => {
  it.each(Object.entries(EVERYWHERE))('%s', async (_, expectation) => {
    await fc.assert(afterGossip(strategy, expectation), { numRuns: RUNS });
  });
});

describe.each(sound)('gossip that loses nothing: $name', (strategy) => {
  it.each(Object.entries(WHERE_NOTHING_IS_LOST))('%s', async (_, expectation) => {
    await fc.assert(afterGossip(strategy, expectation), { numRuns: RUNS });
  });

  it('all of that where few agents contend for one scalar and are restarted often', async () => {
    const expectation =
      WHERE_NOTHING_IS_LOST['exactly the scalars stand that no known write had seen'];
    await fc.assert(afterGossip(strategy, expectation, contention), { numRuns: 8 * RUNS });
  });
});

const count = (gossip: Gossip, holds: (step: Gossip['steps'][number]) => boolean): number =>
  gossip.steps.filter(holds).length;

const FEATURES: Readonly<Record<string, (gossip: Gossip) => boolean>> = {
  'six agents who write a lot': (gossip) =>
    gossip.agents.length === 6 && count(gossip, ({ type }) => type === 'write') > 8,
  'restarts from a blob after writes that others may have pulled': (gossip) =>
    gossip.steps.some(
      (step, index) =>
        step.type === 'restart' &&
        step.blob >= 0 &&
        gossip.steps.slice(0, index).some((s) => s.type === 'pull' && s.from === step.agent),
    ),
  'blobs that come late and in batches': (gossip) =>
    count(gossip, (step) => step.type === 'pull' && step.delivery === 'late') > 2 &&
    count(gossip, (step) => step.type === 'deliver' && step.blobs.length > 2) > 2,
  'declared causality': (gossip) =>
    count(gossip, (step) => step.type === 'write' && step.write.happens_after !== undefined) > 2,
};

function ownSince(replica: Replica, own: Replica): Partial<Replica> {
  return {
    apply: (write) => {
      replica.apply(write);
      own.apply(write);
    },
    exportSince: (known) => since(own, known),
  };
}

describe('the properties of gossip themselves', () => {
  it.each<[string, Expectation, Strategy]>([
    [
      'that prefers its own writes',
      EVERYWHERE['replicas that know the same hold the same'],
      withFault(lww, FAULTS['replicas that received the same hold the same']),
    ],
    [
      'that passes on nothing it received',
      EVERYWHERE['blobs lead to one union, whatever their order, number and kind'],
      withFault(lww, (replica, another) => ownSince(replica, another())),
    ],
    [
      'that prefers what came last',
      EVERYWHERE['blobs lead to one union, whatever their order, number and kind'],
      withFault(transactional, FAULTS['import is commutative']),
    ],
    [
      'that sends all it holds to everyone',
      EVERYWHERE['what was sent is not sent again, and sending changes nothing'],
      withFault(crdt, (replica) => ({ exportSince: () => replica.export('full') })),
    ],
    [
      'that drops concurrent scalars',
      WHERE_NOTHING_IS_LOST['exactly the scalars stand that no known write had seen'],
      lww,
    ],
    [
      'that loses elements and fragments',
      WHERE_NOTHING_IS_LOST['all known set elements and fragments are there, and no others'],
      lww,
    ],
  ])('find a strategy %s', async (_, expectation, faulty) => {
    const result = await fc.check(afterGossip(faulty, expectation), UNTIL_FOUND);
    expect(result.failed).toBe(true);
    expect(result.errorInstance).toMatchObject({ name: 'AssertionError' });
  });

  it.each(Object.entries(FEATURES))('draw %s', (_, holds) => {
    const drawn = fc.sample(gossips, { numRuns: 300, seed: 1 });
    expect(drawn.filter(holds).length).toBeGreaterThan(10);
  });
});
