import { afterAll, describe, expect, it } from 'vitest';
import { createInlineHost } from '../../src/coordinator/inline-host.js';
import { createThreadHost } from '../../src/coordinator/pool.js';
import { runRepetition } from '../../src/coordinator/repetition.js';
import type { RepetitionPlan } from '../../src/coordinator/repetition-plan.js';
import type { ShardHost } from '../../src/coordinator/shard-link.js';
import { digestReading } from '../../src/model/digest.js';
import { derivePeerId } from '../../src/model/random.js';
import { loadStrategy } from '../../src/strategies/load.js';
import { pickSmallest } from '../../src/strategies/model.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import { buildPlan, layMixed } from '../support/plan.js';

const SEED = 7;
const script = await layMixed({ agents: 7, rounds: 3, writes_per_agent: 6, seed: SEED });

const plan = (strategy: string, changes: Partial<RepetitionPlan> = {}): RepetitionPlan =>
  buildPlan(script, strategy, { attributes: true, seed: SEED, ...changes });

const threads = (count: number): ShardHost =>
  createThreadHost({
    threads: count,
    heap_limit_mb: 512,
    timeout_ms: 30_000,
    signal: new AbortController().signal,
  });

/** The same script without coordinator, shards or deltas: everyone imports everyone's whole state. */
async function referenceDigest(name: string): Promise<string> {
  const strategy = await loadStrategy({ type: 'built_in', name });
  const replicas = script.agents.map((agent_id) =>
    strategy.createReplica({
      agent_id,
      peer_id: derivePeerId(SEED, agent_id, 0),
      model: pickSmallest,
    }),
  );
  for (const round of script.rounds) {
    replicas.forEach((replica, index) => {
      for (const write of round[index] ?? []) replica.apply(write);
    });
    const blobs = replicas.map((replica) => replica.export('full'));
    for (const replica of replicas) await replica.import(blobs);
  }
  const digests = new Set(replicas.map((replica) => digestReading(replica.read()).content));
  expect(digests.size).toBe(1);
  return [...digests][0] ?? '';
}

describe.each(MERGING_STRATEGY_NAMES)('a repetition of %s', (name) => {
  const hosts = { one: threads(1), three: threads(3) };
  afterAll(async () => {
    await Promise.all([hosts.one.destroy(), hosts.three.destroy()]);
  });

  it('ends with one content, whatever the threads and the way of exchange', async () => {
    const results = [
      await runRepetition(createInlineHost(1), plan(name)),
      await runRepetition(createInlineHost(3), plan(name)),
      await runRepetition(hosts.one, plan(name)),
      await runRepetition(hosts.three, plan(name)),
      await runRepetition(hosts.three, plan(name, { exchange: 'pairwise' })),
    ];
    const expected = [await referenceDigest(name)];
    expect(results.map(({ content_digests }) => content_digests)).toEqual(
      results.map(() => expected),
    );
  });

  it('ends with the same content on threads that have been used before', async () => {
    const first = await runRepetition(hosts.one, plan(name));
    const second = await runRepetition(hosts.one, plan(name));
    expect(second.content_digests).toEqual(first.content_digests);
  });

  it('delivers every blob to everyone else, and counts them', async () => {
    const { traffic, write_intervals, judgement } = await runRepetition(
      createInlineHost(1),
      plan(name),
    );
    expect(traffic.messages).toBe(3 * 7 * 6);
    expect(write_intervals).toHaveLength(3);
    expect(judgement.writes_issued).toBe(3 * 7 * 6);
  });

  it('times one apply per write, one export per agent and round, one import per round or blob', async () => {
    const batch = await runRepetition(createInlineHost(2), plan(name));
    const pairwise = await runRepetition(createInlineHost(2), plan(name, { exchange: 'pairwise' }));
    const counts = (phase: 'apply' | 'export' | 'import' | 'read', result = batch): number =>
      result.shards.reduce((sum, shard) => sum + shard[phase].count, 0);
    expect([counts('apply'), counts('export'), counts('import'), counts('read')]).toEqual([
      126, 21, 21, 7,
    ]);
    expect(counts('import', pairwise)).toBe(3 * 7 * 6);
  });
});
