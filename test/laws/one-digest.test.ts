import { describe, expect, it } from 'vitest';
import { TOPOLOGY_NAMES } from '../../src/coordinator/topologies/registry.js';
import { digestReading } from '../../src/model/digest.js';
import { derivePeerId } from '../../src/model/random.js';
import type { Script } from '../../src/model/script.js';
import { crdt } from '../../src/strategies/crdt.js';
import { lww } from '../../src/strategies/lww.js';
import { pickSmallest } from '../../src/strategies/model.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { transactional } from '../../src/strategies/transactional.js';
import { replicaOf, strategyNamed } from '../strategies/support/replicas.js';
import { seeds, stormsAndCalms } from './support/cases.js';
import type { Case } from './support/execute.js';
import { execute, planOf } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';
import {
  exportsOnlyItsOwn,
  holdsTheTime,
  importsFirstOfBatch,
  prefersLatestArrival,
} from './support/planted.js';
import { replayProblems } from './support/recorded.js';
import type { Change } from './support/wrapped.js';
import { wrapped } from './support/wrapped.js';

const ONE_ROUND = { agents: 5, rounds: 1, writes_per_agent: 4 };

/** Every form in which one round may be exchanged: over each topology, in each style, as deltas or whole. */
const FORMS: readonly Omit<Case, 'seed'>[] = TOPOLOGY_NAMES.flatMap((topology) =>
  (['batch', 'pairwise'] as const).flatMap((exchange) =>
    (['full', 'delta'] as const).map((blob_scope) => {
      return { topology, exchange, terms: { blob_scope }, shape: ONE_ROUND };
    }),
  ),
);

/** By hand: one thread, no coordinator; everyone writes, and one who has no history hears of them in turn. */
async function referenceOf(
  strategy: Strategy,
  { agents, rounds }: Script,
  seed: number,
): Promise<string> {
  const observer = replicaOf(strategy, 'observer');
  for (const [index, agent_id] of agents.entries()) {
    const peer_id = derivePeerId(seed, agent_id, 0);
    const replica = strategy.createReplica({ agent_id, peer_id, model: pickSmallest });
    for (const write of rounds[0]?.[index] ?? []) replica.apply(write);
    await observer.import([replica.export('full')]);
    replica.dispose();
  }
  const { content } = digestReading(observer.read());
  observer.dispose();
  return content;
}

/** @param sound what the reference is made with */
async function ofAllForms(strategy: Strategy, seed: number, sound = strategy): Promise<Problems> {
  const { script } = await planOf(sound, { seed, shape: ONE_ROUND });
  const expected = await referenceOf(sound, script, seed);
  const problems: string[] = [];
  for (const form of FORMS) {
    const { result } = await execute(strategy, { seed, ...form });
    const [content, ...others] = result.content_digests;
    if (content === expected && others.length === 0) continue;
    const { topology = '', exchange = '', terms } = form;
    problems.push(`${topology} ${exchange} ${terms?.blob_scope ?? ''} ends elsewhere`);
  }
  return problems;
}

/** Who had seen what when it wrote differs from topology to topology: each is measured by its own history. */
async function ofItsHistory(strategy: Strategy, one: Case, replayed = strategy): Promise<Problems> {
  return replayProblems(await execute(strategy, one), replayed);
}

describe.each(MERGING_STRATEGY_NAMES)('5 one seed has one digest: %s', (name) => {
  it('over every topology, in every style and with every kind of blob', async () => {
    const strategy = await strategyNamed(name);
    await holds(seeds, 2, (seed) => ofAllForms(strategy, seed));
  });

  it('in its recorded history, handed over again in whichever way', async () => {
    const strategy = await strategyNamed(name);
    await holds(stormsAndCalms, 8, (one) => ofItsHistory(strategy, one));
  });
});

describe('5 the law of one digest', () => {
  it.each<[string, Strategy, Change, string]>([
    ['passes nothing on', lww, exportsOnlyItsOwn, 'ring batch full ends elsewhere'],
    ['takes the first of a batch', crdt, importsFirstOfBatch, 'mesh batch full ends elsewhere'],
    ['breaks ties by arrival', transactional, prefersLatestArrival, 'ends elsewhere'],
  ])('is broken by a replica that %s', async (_, sound, change, problem) => {
    const bug = wrapped(sound, change);
    const found = await firstProblems(seeds, 2, (seed) => ofAllForms(bug, seed, sound));
    expect(found).toContain(problem);
  });

  it.each<[string, Strategy, Change]>([
    ['holds the time of day', crdt, holdsTheTime()],
    ['takes the first of a batch', lww, importsFirstOfBatch],
  ])('is broken, by its history, by a replica that %s', async (_, sound, change) => {
    const bug = wrapped(sound, change);
    const found = await firstProblems(stormsAndCalms, 20, (one) => ofItsHistory(bug, one));
    expect(found).toContain('of its own history');
  });
});
