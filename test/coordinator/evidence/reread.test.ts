import { describe, expect, it } from 'vitest';
import { encodeBlobs } from '../../../src/coordinator/evidence/blobs.js';
import { UnstorableEvidenceError } from '../../../src/coordinator/evidence/document.js';
import { openReader } from '../../../src/coordinator/evidence/open-reader.js';
import { readBlobs, readEvidence } from '../../../src/coordinator/evidence/read.js';
import type { RecordedStudy } from '../../../src/coordinator/evidence/recorded-study.js';
import type { RejudgedVisit } from '../../../src/coordinator/evidence/rejudge-study.js';
import { rejudgeStudy } from '../../../src/coordinator/evidence/rejudge-study.js';
import type { KeptStates, Reader } from '../../../src/coordinator/evidence/reread.js';
import { rereadBlobs } from '../../../src/coordinator/evidence/reread.js';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { createThreadHost } from '../../../src/coordinator/pool.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import type { RepetitionPlan } from '../../../src/coordinator/repetition-plan.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import { DEFAULT_MIXED } from '../../../src/workloads/mixed.js';
import { problem } from '../../results/study/problem.js';
import { buildPlan, layMixed } from '../../support/plan.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';
import { contentOf, fileOf, forge, storeVisit, storeVisits } from './stored-visits.js';

const folder = useTemporaryFolder();
const STUB = { type: 'stub', latency_ms: 0 } as const;
const GROW_ONLY = new URL('../../fixtures/strategies/grow-only.mjs', import.meta.url).href;

async function rejudged(
  study: RecordedStudy,
  entries: readonly JournalEntry[],
  plugins: 'load' | 'skip' = 'skip',
): Promise<readonly RejudgedVisit[]> {
  const visits: RejudgedVisit[] = [];
  const stored = { folder: folder.path, study, entries };
  for await (const visit of rejudgeStudy(stored, plugins)) visits.push(visit);
  return visits;
}

async function keptBy(name: string): Promise<{ states: KeptStates; entry: JournalEntry }> {
  const strategies = [{ type: 'built_in', name }] as const;
  const entry = await storeVisit(folder.path, { strategies, blobs: 'keep' });
  const visit = `${entry.record.cell_id}#0`;
  const place = { folder: folder.path, visit };
  const evidence = readEvidence({ ...place, file: fileOf(entry.evidence) });
  const blobs = readBlobs({ ...place, file: fileOf(entry.blobs) });
  const { seed, strategy_version: version } = entry.record;
  return { states: { evidence, blobs, seed, version }, entry };
}

function readerOf(name: string): Promise<Reader> {
  return openReader({ type: 'built_in', name }, STUB, 'skip');
}

describe('kept states', () => {
  it('read as the replicas did that they are of', async () => {
    const { study, entries } = await storeVisits(folder.path, {
      strategies: STRATEGY_NAMES.map((name) => ({ type: 'built_in', name })),
      workloads: ['clean_merge', 'semantic_conflict', 'mixed'],
      blobs: 'keep',
    });
    const visits = await rejudged(study, entries);
    expect(visits).toHaveLength(3 * STRATEGY_NAMES.length);
    for (const { states, differences } of visits) {
      expect(states).toEqual({ verdict: 'PASS', reasons: [] });
      expect(differences).toEqual([]);
    }
  });

  it('are not there where they were not asked for', async () => {
    const { study, entries } = await storeVisits(folder.path);
    expect(entries.map(({ blobs }) => blobs)).toEqual([null]);
    expect((await rejudged(study, entries)).map(({ states }) => states)).toEqual([null]);
  });

  it('share bytes where they are alike', async () => {
    const { states, entry } = await keptBy('transactional');
    const [header = ''] = contentOf(folder.path, entry.blobs).toString('latin1').split('\n');
    const named = JSON.parse(header) as { blobs: { agent_indexes: number[]; bytes: number }[] };
    expect(named.blobs.flatMap(({ agent_indexes }) => agent_indexes).sort()).toEqual([0, 1, 2]);
    const sizes = new Set(states.blobs.map(({ blob }) => Buffer.from(blob).toString('hex')));
    expect(named.blobs).toHaveLength(sizes.size);
  });

  it('are noticed where a replica’s is missing, doubled or another’s', async () => {
    const { states } = await keptBy('crdt');
    const reader = await readerOf('crdt');
    const [first, ...others] = states.blobs;
    const withBlobs = (blobs: KeptStates['blobs']) => rereadBlobs({ ...states, blobs }, reader);
    expect(await withBlobs(states.blobs)).toEqual({ verdict: 'PASS', reasons: [] });
    expect(await withBlobs(others)).toEqual({
      verdict: 'FAIL',
      reasons: ['agent agent-0 has 0 states'],
    });
    const twice = await withBlobs([...states.blobs, ...(first ? [first] : [])]);
    expect(twice).toMatchObject({ verdict: 'FAIL', reasons: ['agent agent-0 has 2 states'] });
    const stranger = await withBlobs([
      ...states.blobs,
      ...(first ? [{ ...first, agent_index: 9 }] : []),
    ]);
    expect(stranger).toMatchObject({ verdict: 'FAIL' });
  });

  it.each(STRATEGY_NAMES)(
    'of %s are noticed where a byte in the middle is flipped',
    async (name) => {
      const { states, entry } = await keptBy(name);
      const [kept] = states.blobs;
      const content = contentOf(folder.path, entry.blobs);
      const start = content.indexOf(kept?.blob ?? '');
      const at = start + ((kept?.blob.length ?? 0) >> 1);
      content[at] = (content[at] ?? 0) ^ 1;
      expect(() => {
        const file = { ...fileOf(entry.blobs), sha256: '0'.repeat(64) };
        readBlobs({ folder: folder.path, file, visit: `${entry.record.cell_id}#0` });
      }).toThrow(problem(65, 'checksum'));
      const forged = { ...entry, blobs: forge(folder.path, entry.blobs, content) };
      const strategies = [{ type: 'built_in', name }] as const;
      const [visit] = await rejudged({ strategies, model: STUB, expect: {} }, [forged]);
      expect(visit?.states?.verdict).toBe('FAIL');
      expect(visit?.differences[0]).toMatch(/^states: agent agent-\d.*state/);
    },
  );

  it.each<readonly [string, string, (content: Buffer) => Buffer]>([
    ['are cut off', 'bytes where', (content) => content.subarray(0, -1)],
    [
      'have more behind them',
      'bytes where',
      (content) => Buffer.concat([content, Buffer.alloc(1)]),
    ],
    ['have no header', 'no header', () => Buffer.from('states')],
    ['have a header that is none', 'schema_version', () => Buffer.from('{}\n')],
    [
      'name a key too many',
      'nrecognized key',
      (content) => replaced(content, '{', '{"__proto__":{},'),
    ],
    ['name negative bytes', '>=0', (content) => replaced(content, '"bytes":', '"bytes":-')],
    [
      'are of another repetition',
      'another repetition',
      (content) => replaced(content, '#0"', '#1"'),
    ],
  ])('are an error that names the file where they %s', async (_, reason, change) => {
    const { entry } = await keptBy('lww');
    const content = change(contentOf(folder.path, entry.blobs));
    const blobs = forge(folder.path, entry.blobs, content);
    const study = {
      strategies: [{ type: 'built_in', name: 'lww' }],
      model: STUB,
      expect: {},
    } as const;
    await expect(rejudged(study, [{ ...entry, blobs }])).rejects.toThrow(
      problem(65, blobs.path, reason),
    );
  });

  it('of another version of the strategy are not judged by this one', async () => {
    const { states } = await keptBy('crdt');
    expect(await rereadBlobs({ ...states, version: '0.9.0' }, await readerOf('crdt'))).toEqual({
      verdict: 'UNKNOWN',
      reasons: [expect.stringMatching(/^crdt 0\.9\.0 made the states, [\d.]+ is installed$/)],
    });
  });

  it('of a strategy that is not here are left alone', async () => {
    const { states } = await keptBy('crdt');
    const result = await rereadBlobs(states, await readerOf('gossip'));
    expect(result).toEqual({ verdict: 'UNKNOWN', reasons: [expect.stringContaining('gossip')] });
  });

  it('of a plug-in are read by its code only where that is allowed', async () => {
    const strategies = [{ type: 'plugin', url: GROW_ONLY }] as const;
    const { study, entries } = await storeVisits(folder.path, { strategies, blobs: 'keep' });
    expect(fileOf(entries[0]?.blobs ?? null).path).toMatch(/^blobs\/mixed\.grow-only_mjs\./);
    const [skipped] = await rejudged(study, entries, 'skip');
    expect(skipped).toMatchObject({ differences: [], states: { verdict: 'UNKNOWN' } });
    expect(skipped?.states?.reasons).toEqual(['plug-ins were not loaded']);
    const [loaded] = await rejudged(study, entries, 'load');
    expect(loaded).toMatchObject({ differences: [], states: { verdict: 'PASS' } });
  });
});

describe('keeping states', () => {
  it('is refused where they take more than a file of states may', () => {
    const blob = new Uint8Array(1024 ** 2);
    const blobs = Array.from({ length: 1_025 }, (_, agent_index) => ({ agent_index, blob }));
    expect(() => encodeBlobs({ visit: 'x#0', blobs })).toThrow(UnstorableEvidenceError);
    const fewer = encodeBlobs({ visit: 'x#0', blobs: blobs.slice(1) });
    expect(fewer.length).toBeLessThan(2 * 1024 ** 2);
  });

  it('ends the repetition where a replica cannot export what it holds', async () => {
    const { lww } = await import('../../../src/strategies/lww.js');
    const withoutFull: typeof lww = {
      ...lww,
      createReplica: (context) => {
        const replica = lww.createReplica(context);
        const refuse = (): never => {
          throw new Error('no full state here');
        };
        const whole = replica.export.bind(replica);
        return Object.assign(replica, {
          export: (scope: 'delta' | 'full') => (scope === 'full' ? refuse() : whole(scope)),
        });
      },
    };
    const host = createInlineHost(1, () => Promise.resolve(withoutFull));
    const plan = await planOf('lww');
    expect((await runRepetition(host, { ...plan, blobs: 'discard' })).blobs).toBeNull();
    await expect(runRepetition(host, plan)).rejects.toMatchObject({
      failure: { code: 'threw', phase: 'keep', message: 'no full state here' },
    });
  });

  it('is in no measurement: no export more, and the same from threads', async () => {
    const signal = new AbortController().signal;
    const host = createThreadHost({ threads: 2, heap_limit_mb: 256, timeout_ms: 30_000, signal });
    try {
      const result = await runRepetition(host, await planOf('crdt'));
      expect(result.shards.reduce((sum, shard) => sum + shard.export.count, 0)).toBe(5);
      expect(result.blobs?.map(({ agent_index }) => agent_index)).toEqual([0, 1, 2, 3, 4]);
      const states = { evidence: result.evidence, blobs: result.blobs ?? [], seed: 3 };
      const reader = await readerOf('crdt');
      const version = reader.type === 'loaded' ? reader.strategy.version : '';
      expect((await rereadBlobs({ ...states, version }, reader)).verdict).toBe('PASS');
    } finally {
      await host.destroy();
    }
  });
});

/** Five agents, one round, three writes each; states are kept. */
async function planOf(name: string): Promise<RepetitionPlan> {
  const shape = { agents: 5, rounds: 1, writes_per_agent: 3, seed: 3 };
  const script = await layMixed({ ...shape, mixed: DEFAULT_MIXED });
  return buildPlan(script, name, { attributes: true, seed: 3, blobs: 'keep' });
}

function replaced(content: Buffer, from: string, to: string): Buffer {
  return Buffer.from(content.toString('latin1').replace(from, to), 'latin1');
}
