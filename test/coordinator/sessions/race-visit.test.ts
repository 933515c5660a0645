// A race as a visit of a study: what it is asked for, what is kept of it, and what becomes of one that fails.

import { describe, expect, it } from 'vitest';
import type { RunRace } from '../../../src/coordinator/sessions/execute-race.js';
import { executeRace, loadRunRace } from '../../../src/coordinator/sessions/execute-race.js';
import { raceRecordOf } from '../../../src/coordinator/sessions/race-record.js';
import { failedEntryOf } from '../../../src/coordinator/visits/failed-entry.js';
import { loadInputs } from '../../../src/coordinator/inputs.js';
import { validateRecord } from '../../../src/results/record.js';
import { entryFault } from '../../../src/results/study/entry-schema.js';
import type { SessionRaceOptions } from '../../../src/sessions/race/race-terms.js';
import { histogramOf } from '../../results/build-record.js';
import { entryIn, firstRace, holdFirst, raceStudy } from './race-study.js';

/** A real race, with times of its own in place of none. */
const timed: RunRace = async (options) => {
  const result = await (await loadRunRace())({ ...options, threads: 0 });
  const claim = histogramOf(1_000, 3_000);
  const latencies = { ...result.latencies, claim };
  return { ...result, latencies, race_ns: 2e9, turns_per_second: 8, overlap_ratio: 0.5 };
};

const ON_TWO = { threads: [{ type: 'count', count: 2 }] } as const;
const SQLITE = { stores: ['sqlite'], sessions: 2, turns_per_agent: 4, ttl_ms: 40 } as const;

describe('a visit of a race', () => {
  it('asks for what the study says, its warm-up races under other seeds', async () => {
    const asked: SessionRaceOptions[] = [];
    const study = raceStudy({ ...ON_TWO, sessions: SQLITE, warmup: 2, runs: 2, seed: 5 });
    const run: RunRace = (options) => {
      asked.push(options);
      return timed({ ...options, store: 'memory' });
    };
    await executeRace(study, firstRace(study), run);
    expect(asked.map(({ seed }) => seed)).toHaveLength(3);
    expect(new Set(asked.map(({ seed }) => seed)).size).toBe(3);
    expect(asked[2]).toEqual({
      ...{ store: 'sqlite', agents: 4, sessions: 2, threads: 2, turns_per_agent: 4, ttl_ms: 40 },
      ...{ seed: 5, timeout_ms: 30_000, directory: null, yield_share: 0 },
    });
  });

  it('leaves a record with the columns of a race, and those of merging empty', async () => {
    const study = raceStudy({ ...ON_TWO, sessions: SQLITE });
    const run: RunRace = (options) => timed({ ...options, store: 'memory' });
    const executed = await executeRace(study, firstRace(study), run);
    const record = validateRecord(raceRecordOf(executed, ['careful']));
    expect(record).toMatchObject({
      ...{ cell_id: 'sessions/sessions_sqlite/none/none/a4/t2', workload: 'sessions' },
      ...{ strategy: 'sessions_sqlite', agents: 4, threads: 2, sessions: 2, turns_per_agent: 4 },
      ...{ status: 'ok', turns_per_second: 8, claim_count_ns: 2, claim_max_ns: 3_000 },
      ...{ commit_p50_ns: null, overlap_ratio: 0.5, writes_issued: null, converge_ns: null },
      ...{ blob_scope: null, fates: null, note: null, warnings: ['careful'] },
      reproduce:
        'mergestorm sessions race --store=sqlite --agents=4 --sessions=2 --threads=2 --turns=4 --ttl=40 --seed=1 --yield-share=0 --timeout=30',
    });
    const { rejections = {} } = record.session_counts ?? {};
    expect(Object.values(rejections).reduce((sum, count) => sum + count, 0)).toBe(
      record.rejections,
    );
    expect(record.turns_committed).toBeGreaterThan(0);
  });

  it('leaves no times where it is simulated, and the same record twice', async () => {
    const study = raceStudy();
    const [one, other] = [entryIn(await holdFirst(study)), entryIn(await holdFirst(study))];
    const { record } = one;
    expect(record).toMatchObject({ threads: 0, wall_ns: null, claim_p99_ns: null, probe_ns: null });
    const { started_at } = record;
    expect({ ...other, record: { ...other.record, started_at } }).toEqual(one);
    expect(entryFault(one)).toBeNull();
  });

  it('says that the memory store was raced in one thread where more were asked for', async () => {
    const study = raceStudy({ threads: [{ type: 'count', count: 4 }] });
    const { record } = entryIn(await holdFirst(study, { run: timed }));
    expect(record.threads).toBe(1);
    expect(record.warnings).toEqual([
      'careful',
      'the memory store lives in one thread, so its race was held in one',
    ]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no disk')), 'crashed', 'no disk'],
    [
      'takes too long',
      async (options: SessionRaceOptions) => {
        const result = await timed(options);
        return { ...result, status: 'timeout', failure: 'not all turns were had' } as const;
      },
      'timeout',
      'not all turns were had',
    ],
  ] as const)('that %s is a record without a result', async (_, run, status, note) => {
    const { record, evidence } = entryIn(await holdFirst(raceStudy(), { run }));
    expect(record).toMatchObject({ status, note, verdict: 'UNKNOWN', turns_committed: null });
    expect(evidence).toBeNull();
  });

  it('says what a race that was cut short violated before', async () => {
    const violation = { property: 'one-holder', verdict: 'FAIL', message: 'two held it' } as const;
    const findings = [{ ...violation, examined: 2, evidence: [1] }];
    const run: RunRace = async (options) => {
      const result = await timed(options);
      return { ...result, status: 'timeout', failure: 'too slow', findings };
    };
    const { record } = entryIn(await holdFirst(raceStudy(), { run }));
    expect(record.note).toBe('too slow; one-holder: two held it');
  });

  it('whose process died has all that was asked for', async () => {
    const study = raceStudy({ seed: 9 });
    const inputs = await loadInputs(study);
    const signal = new AbortController().signal;
    const context = { study, inputs, folder: '/nowhere', warnings: [], signal };
    const failure = { type: 'failed', status: 'oom', reason: 'it ran out of heap' } as const;
    const visit = firstRace(study);
    const started_at = new Date();
    const entry = failedEntryOf(context, {
      visit,
      started_at,
      start: null,
      failure,
      stderr_tail: 'x',
    });
    expect(entry.record).toMatchObject({ status: 'oom', seed: 9, sessions: 2, agents: 4 });
    expect(entry.stderr_tail).toBe('x');
  });
});
