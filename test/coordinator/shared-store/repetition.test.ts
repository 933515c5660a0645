import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { createThreadHost } from '../../../src/coordinator/pool.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import type { RepetitionPlan, RepetitionResult } from '../../../src/coordinator/repetition-plan.js';
import { replayHistory } from '../../../src/coordinator/replay/replay.js';
import { leased } from '../../../src/strategies/leased.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import { judge } from '../../../src/verdict/judge.js';
import type { Conditions } from '../../support/plan.js';
import { buildPlan, layMixed, under } from '../../support/plan.js';
import type { FAULTS } from './naive.js';
import { naive } from './naive.js';

const SEED = 7;
const script = await layMixed({ agents: 7, rounds: 3, writes_per_agent: 6, seed: SEED });

const plan = (changes: Partial<RepetitionPlan> = {}): RepetitionPlan =>
  buildPlan(script, 'leased', { seed: SEED, shares: 'session_store', ...changes });

const inline = (changes: Partial<RepetitionPlan> = {}): Promise<RepetitionResult> =>
  runRepetition(createInlineHost(3), plan(changes));

const NOTHING_LOST = {
  verdict: 'PASS',
  outcome: 'auto_merged',
  converged: true,
  writes_lost: 0,
  writes_arbitrated: 0,
  writes_concurrent: 0,
  escalations: 0,
  escalations_expected: 0,
  attribution_complete: true,
};

const foldersLeft = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) =>
    new RegExp(`^mergestorm-shared-.*-${process.pid}-`).test(name),
  );

describe('a repetition of agents that share a session store', () => {
  const threads = createThreadHost({
    ...{ threads: 2, heap_limit_mb: 512, timeout_ms: 30_000 },
    signal: new AbortController().signal,
  });
  afterAll(() => threads.destroy());

  it('loses nothing, and nothing of it conflicts', async () => {
    const { judgement } = await inline();
    expect(judgement).toMatchObject(NOTHING_LOST);
    expect(judgement.writes_superseded).toBeGreaterThan(0);
    expect(judgement.contended).toBeGreaterThan(0);
  });

  it('does so on threads, one repetition after the other', async () => {
    for (const seed of [1, 2, 3]) {
      const { judgement } = await runRepetition(threads, plan({ seed }));
      expect(judgement).toMatchObject(NOTHING_LOST);
    }
  });

  it('goes by the log of the store: every write under a fence of its own, in the order of commit', async () => {
    const { evidence } = await runRepetition(threads, plan());
    const commits = evidence.coordination?.rounds.flat() ?? [];
    expect(commits).toHaveLength(7 * 3 * 6);
    expect(commits.map(({ revision }) => revision)).toEqual(commits.map((_, index) => index + 1));
    expect(new Set(commits.map(({ fence }) => fence)).size).toBe(commits.length);
  });

  it.each<[string, Conditions]>([
    ['a ring', { topology: 'ring' }],
    ['gossip that loses blobs', { topology: 'gossip', faults: 'drop=30%' }],
    ['a mesh that delivers late and twice', { faults: 'delay=50%,duplicate=30%' }],
    ['whole states over a star', { topology: 'star', terms: { blob_scope: 'full' } }],
  ])('is right in every view over %s', async (_, conditions) => {
    const { judgement } = await inline(under(conditions));
    expect(judgement.findings.filter(({ verdict }) => verdict === 'FAIL')).toEqual([]);
    expect(judgement).toMatchObject({ converged: true, writes_lost: 0, escalations: 0 });
  });

  it('is one history for one seed where it is simulated', async () => {
    const simulated = () => inline({ clock: 'virtual' });
    const [one, other] = [await simulated(), await simulated()];
    expect(other.evidence.ledger.entries()).toEqual(one.evidence.ledger.entries());
    expect(other.evidence.coordination).toEqual(one.evidence.coordination);
    expect(other.content_digests).toEqual(one.content_digests);
  });

  it('ends when it is replayed as it did on its threads', async () => {
    const { evidence, content_digests } = await runRepetition(threads, plan());
    const options = { seed: SEED, model: pickSmallest };
    const replayed = await replayHistory(evidence.ledger.entries(), leased, options);
    expect(replayed.finals.map(({ digests }) => digests.content)).toEqual(content_digests);
    expect(judge({ ...evidence, ...replayed })).toMatchObject(NOTHING_LOST);
  });

  it('removes its store, also where a shard fails', async () => {
    await inline();
    expect(foldersLeft()).toEqual([]);
    const createReplica = (): never => {
      throw new Error('no replica');
    };
    const broken = { ...leased, createReplica };
    const host = createInlineHost(2, () => Promise.resolve(broken));
    await expect(runRepetition(host, plan())).rejects.toThrow('no replica');
    expect(foldersLeft()).toEqual([]);
  });
});

describe('a strategy that shares a store and', () => {
  const findingsOf = async (fault: keyof typeof FAULTS) => {
    const host = createInlineHost(1, () => Promise.resolve(naive(fault)));
    const { judgement } = await runRepetition(host, plan());
    const failed = judgement.findings.filter(({ verdict }) => verdict === 'FAIL');
    return { verdict: judgement.verdict, failed: failed.map(({ check }) => check) };
  };

  it('has no fault passes', async () => {
    expect(await findingsOf('sound')).toEqual({ verdict: 'PASS', failed: [] });
  });

  it.each<[keyof typeof FAULTS, string]>([
    ['writes from a stale read', 'survival'],
    ['commits without the lease', 'coordination'],
    ['keeps a write to itself', 'coordination'],
    ['keeps its lease', 'coordination'],
  ])('%s is caught by %s', async (fault, check) => {
    const { verdict, failed } = await findingsOf(fault);
    expect(verdict).toBe('FAIL');
    expect(failed).toContain(check);
  });
});
