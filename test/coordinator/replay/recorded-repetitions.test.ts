import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadReplayStrategy } from '../../../src/coordinator/replay/load-strategy.js';
import { openHistory } from '../../../src/coordinator/replay/open-history.js';
import { replayRecorded } from '../../../src/coordinator/replay/replay-recorded.js';
import type { StudyConfiguration } from '../../../src/coordinator/study.js';
import { STATE_CHECKS } from '../../../src/verdict/checks/registry.js';
import { studyFolder } from '../../cli/replay-study.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';

const folder = useTemporaryFolder();

const STRATEGIES = ['lww', 'transactional', 'crdt'].map(
  (name) => ({ type: 'built_in', name }) as const,
);

/** How each repetition of a study ends when it is replayed: as it did, or in what way not. */
async function replayAll(changes: Partial<StudyConfiguration>): Promise<readonly object[]> {
  const sized = { strategies: STRATEGIES, agents: [5], rounds: 2, ...changes };
  const ends: object[] = [];
  for (const { evidence, record } of await studyFolder(folder.path, sized)) {
    const history = openHistory(join(folder.path, evidence?.path ?? record.note ?? ''));
    const replayed = await replayRecorded(history, await loadReplayStrategy(history.terms, 'skip'));
    const { recorded } = replayed;
    if (replayed.type !== 'replayed') ends.push(replayed);
    else {
      const { judgement, differing } = replayed;
      const replayable = new Set(STATE_CHECKS.map(({ name }) => name));
      const findings = recorded.findings.filter(({ check }) => replayable.has(check));
      ends.push({ differing, findings: judgement.findings, recorded: findings });
    }
  }
  return ends;
}

function expectAsRecorded(ends: readonly object[]): void {
  expect(ends).toHaveLength(STRATEGIES.length);
  for (const end of ends) {
    expect(end).toMatchObject({ differing: [] });
    const { findings, recorded } = end as Readonly<Record<string, unknown>>;
    expect(findings).toEqual(recorded);
  }
}

describe('a repetition replayed from what it left', () => {
  it.each([
    ['mesh', 'batch', 'none'],
    ['gossip', 'batch', 'none'],
    ['star', 'batch', 'none'],
    ['ring', 'pairwise', 'drop=20%,duplicate=20%'],
    ['gossip', 'batch', 'crash=20%@1-4,drop=30%'],
    ['gossip', 'batch', 'skew=5'],
    ['mesh', 'racing', 'drop=20%'],
  ] as const)('ends and is judged as it did: %s, %s, %s', async (topology, exchange, faults) => {
    const cell = { topologies: [topology], exchanges: [exchange], faults: [faults] };
    expectAsRecorded(await replayAll(cell));
  });

  it('whose agents raced on two threads ends as it did there', async () => {
    const threads = [{ type: 'count', count: 2 }] as const;
    const exchange = { topologies: ['mesh'], exchanges: ['racing'] } as const;
    const size = { agents: [4], rounds: 2, writes_per_agent: 5 };
    expectAsRecorded(await replayAll({ ...exchange, ...size, threads }));
  });
});
