import { describe, expect, it } from 'vitest';
import { crdt } from '../../src/strategies/crdt.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import type { DamageType } from '../../src/workers/damage.js';
import { DAMAGES } from '../../src/workers/damage.js';
import { strategyIdOf } from '../../src/workers/envelope.js';
import type { BlobPack, EnvelopeTerms } from '../../src/workers/protocol.js';
import { strategyNamed } from '../strategies/support/replicas.js';
import { layMixed } from '../support/plan.js';
import { seeds, stormsAndCalms } from './support/cases.js';
import type { Case } from './support/execute.js';
import { contentsOf, execute } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';
import { holdsTheTime, toleratesDamage } from './support/planted.js';
import { replayProblems } from './support/recorded.js';
import { RAW, SEALED, ShardBench } from './support/shard-bench.js';
import { wrapped } from './support/wrapped.js';

const SHAPE = { agents: 3, rounds: 3, writes_per_agent: 3 };
const SENDER = 0;
const RECEIVER = 1;

/** What is sent to be refused, in place of the pack that everyone has exported. */
type Offer = (bench: ShardBench, pack: BlobPack) => Promise<BlobPack> | BlobPack;

const asItIs: Offer = (_, pack) => pack;

interface Trial {
  readonly strategy: Strategy;
  readonly seed: number;
  readonly damage: DamageType | null;
  readonly envelope?: EnvelopeTerms;
  readonly offer?: Offer;
}

/** The sender has heard of all that the receiver did: even who keeps one value takes what is new of it. */
async function lastWordOfSender(bench: ShardBench): Promise<BlobPack> {
  await bench.write(0);
  const pack = await bench.export(0);
  await bench.deliver(pack, { sender: RECEIVER, receiver: SENDER, damage: null });
  await bench.write(1, SENDER);
  return bench.export(1);
}

/** What is wrong with how a blob was refused. */
async function refusalProblems(trial: Trial): Promise<Problems> {
  const { strategy, seed, damage, envelope = SEALED, offer = asItIs } = trial;
  const bench = new ShardBench(strategy, await layMixed({ ...SHAPE, seed }));
  try {
    await bench.open(envelope);
    const offered = await offer(bench, await lastWordOfSender(bench));
    const before = await bench.digests();
    const struck = damage === null ? null : { type: damage, seed };
    const arriving = { sender: SENDER, receiver: RECEIVER };
    const refused = await bench.deliver(offered, { ...arriving, damage: struck });
    const after = await bench.digests();
    // What could not have changed anything proves nothing by changing nothing.
    await bench.deliver(await bench.export(3), { ...arriving, damage: null });
    const moved = (await bench.digests())[RECEIVER] !== after[RECEIVER];
    return [
      ...(refused.length === 1 ? [] : [`it was refused ${refused.length} times`]),
      ...(before.join() === after.join() ? [] : ['it changed what is held']),
      ...(moved ? [] : ['the sound blob has nothing to tell']),
    ];
  } finally {
    await bench.close();
  }
}

/** Sealed by another strategy's shard of the same run. */
async function ofAnotherStrategy(strategy: Strategy, seed: number): Promise<BlobPack> {
  const bench = new ShardBench(strategy, await layMixed({ ...SHAPE, seed }));
  await bench.open({ type: 'on', run_id: 7n, strategy_id: strategyIdOf('elsewhere') });
  await bench.write(0);
  const pack = await bench.export(0);
  await bench.close();
  return pack;
}

/** The sender began again, the receiver and it have heard of each other, and then the old blob comes. */
const ofAnEarlierLife: Offer = async (bench, pack) => {
  await bench.restart(SENDER);
  const renewed = await bench.export(2);
  await bench.deliver(renewed, { sender: SENDER, receiver: RECEIVER, damage: null });
  await bench.deliver(renewed, { sender: RECEIVER, receiver: SENDER, damage: null });
  await bench.write(2, SENDER);
  return pack;
};

describe.each(MERGING_STRATEGY_NAMES)('8 what is refused leaves no trace: %s', (name) => {
  it.each(DAMAGES)('of a blob that was damaged: %s', async (damage) => {
    const strategy = await strategyNamed(name);
    await holds(seeds, 12, (seed) => refusalProblems({ strategy, seed, damage }));
  });

  it('of a blob of another strategy', async () => {
    const strategy = await strategyNamed(name);
    await holds(seeds, 5, (seed) => {
      const offer = () => ofAnotherStrategy(strategy, seed);
      return refusalProblems({ strategy, seed, damage: null, offer });
    });
  });

  it('of a blob of an earlier life of its sender', async () => {
    const strategy = await strategyNamed(name);
    await holds(seeds, 5, (seed) =>
      refusalProblems({ strategy, seed, damage: null, offer: ofAnEarlierLife }),
    );
  });

  it('and what is measured leaves none either: bare replicas end as those of shards do', async () => {
    const strategy = await strategyNamed(name);
    await holds(stormsAndCalms, 10, async (one) => bareProblems(strategy, one));
  });

  it('and envelopes leave none where nothing is damaged', async () => {
    const strategy = await strategyNamed(name);
    await holds(seeds, 5, async (seed) => {
      const contents = async (envelope: 'on' | 'off') => {
        const one: Case = { seed, topology: 'gossip', terms: { envelope } };
        return contentsOf((await execute(strategy, one)).result.evidence.finals).join();
      };
      return (await contents('on')) === (await contents('off')) ? [] : ['envelopes show'];
    });
  });
});

/** No shard, no gauges, no envelopes, and blobs handed over as they were. */
async function bareProblems(strategy: Strategy, one: Case): Promise<Problems> {
  const executed = await execute(strategy, one);
  const style = one.exchange === 'pairwise' ? 'pairwise' : 'batch';
  return replayProblems(executed, strategy, [{ style, blob_scope: 'delta' }]);
}

describe('8 the law of refusals', () => {
  it.each<DamageType>(['truncate', 'oversize', 'empty'])(
    'is broken by an engine that makes something of a blob after %s, without envelopes',
    async (damage) => {
      const strategy = wrapped(lww, toleratesDamage);
      const trial = { strategy, damage, envelope: RAW };
      const found = await firstProblems(seeds, 12, (seed) => refusalProblems({ ...trial, seed }));
      expect(found).toContain('changed what is held');
    },
  );

  it('is broken by a sound blob, which nobody refuses', async () => {
    const found = await firstProblems(seeds, 1, (seed) =>
      refusalProblems({ strategy: crdt, seed, damage: null }),
    );
    expect(found).toContain('was refused 0 times');
    expect(found).toContain('changed what is held');
  });

  it('is broken by a replica that shows how often it was looked at', async () => {
    const strategy = wrapped(lww, holdsTheTime());
    expect(
      await firstProblems(stormsAndCalms, 5, (one) => bareProblems(strategy, one)),
    ).not.toBeNull();
  });
});
