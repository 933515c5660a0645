// What a repetition leaves whose strategy threw: judged, replayed and traced like any other, up to there.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rejudge } from '../../../src/coordinator/evidence/rejudge.js';
import { loadReplayStrategy } from '../../../src/coordinator/replay/load-strategy.js';
import { openHistory } from '../../../src/coordinator/replay/open-history.js';
import {
  exitCodeOfReplay,
  replayRecorded,
} from '../../../src/coordinator/replay/replay-recorded.js';
import { studyFolder } from '../../cli/replay-study.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';
import { fileOf, forgeEvidence, storeVisit } from './stored-visits.js';

const folder = useTemporaryFolder();

/** A restart under an old identity, on which Loro panics. */
const PANIC = {
  agents: [6],
  rounds: 6,
  writes_per_agent: 3,
  faults: ['crash=one:stale@3'],
  threads: [{ type: 'simulated' }],
} as const;

async function replayOf(changes: Parameters<typeof studyFolder>[1]) {
  const [entry] = await studyFolder(folder.path, changes);
  const history = openHistory(join(folder.path, fileOf(entry?.evidence ?? null).path));
  const loaded = await loadReplayStrategy(history.terms, 'skip');
  const end = await replayRecorded(history, loaded);
  return { end, exit_code: exitCodeOfReplay(end, history.terms, loaded.strategy) };
}

describe('a repetition whose strategy threw', () => {
  it('leaves its history and the last words of its engine, and is judged again as it was', async () => {
    const entry = await storeVisit(folder.path, PANIC);
    expect(entry.record).toMatchObject({ status: 'crashed', verdict: 'FAIL', writes_issued: null });
    expect(entry.stderr_tail).toMatch(/^panicked at [^]*\n\s+at /);
    const { again, differences, evidence } = rejudge(folder.path, entry);
    expect(differences).toEqual([]);
    expect(again).toMatchObject({ verdict: 'FAIL', outcome: null });
    expect(evidence?.ledger.rounds.length).toBeGreaterThan(3);
    expect(evidence?.faults).toEqual(entry.record.fault_accounts);
  });

  it('is not believed to have broken where its evidence does not say so', async () => {
    const entry = await storeVisit(folder.path, PANIC);
    const forged = forgeEvidence(folder.path, entry, (text) => text.replace(/,"broken":.*$/, '}'));
    expect(rejudge(folder.path, forged).differences).not.toEqual([]);
  });

  it('breaks again when it is replayed, and fails again', async () => {
    const { end, exit_code } = await replayOf(PANIC);
    expect(end).toMatchObject({
      type: 'broken',
      reason: expect.stringMatching(/^panicked at /) as string,
      judgement: { verdict: 'FAIL' },
      recorded: { verdict: 'FAIL' },
    });
    expect(exit_code).toBe(1);
  });

  it('has no end to be held to where the replay comes to that of its history', async () => {
    const langgraph = [{ type: 'built_in', name: 'langgraph' }] as const;
    const { end, exit_code } = await replayOf({ ...PANIC, strategies: langgraph });
    expect(end).toMatchObject({ type: 'outlived', recorded: { verdict: 'FAIL' } });
    expect(exit_code).toBe(2);
  });
});
