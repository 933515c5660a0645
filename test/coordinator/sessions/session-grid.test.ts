import { describe, expect, it } from 'vitest';
import { cellIdOf } from '../../../src/coordinator/cell.js';
import { loadInputs } from '../../../src/coordinator/inputs.js';
import { visitCountOf, visitIdOf, visitsOf } from '../../../src/coordinator/plan.js';
import type { SessionGrid } from '../../../src/coordinator/sessions/session-grid.js';
import { raceThreadsOf, sessionBlocksOf } from '../../../src/coordinator/sessions/session-grid.js';
import { fileNameOf } from '../../../src/coordinator/evidence/file-name.js';
import { buildConfiguration } from '../../support/study.js';
import { firstRace, raceStudy } from './race-study.js';

const SESSIONS: SessionGrid = {
  stores: ['memory', 'sqlite'],
  ...{ sessions: 8, turns_per_agent: 20, ttl_ms: 50 },
};

function idsOf(changes: Parameters<typeof raceStudy>[0]): readonly string[] {
  return sessionBlocksOf(raceStudy({ sessions: SESSIONS, ...changes }))
    .flat()
    .map(cellIdOf);
}

describe('the races of a study', () => {
  it('are one for each store, size and number of threads', () => {
    const threads = [
      { type: 'count', count: 2 },
      { type: 'count', count: 4 },
    ] as const;
    expect(
      idsOf({ agents: [2, 64], threads, sessions: { ...SESSIONS, stores: ['sqlite'] } }),
    ).toEqual([
      'sessions/sessions_sqlite/none/none/a2/t2',
      'sessions/sessions_sqlite/none/none/a2/t4',
      'sessions/sessions_sqlite/none/none/a64/t2',
      'sessions/sessions_sqlite/none/none/a64/t4',
    ]);
  });

  it('are held once in the memory store, which lives in one thread, however many are asked for', () => {
    const threads = [{ type: 'auto' }, { type: 'count', count: 4 }, { type: 'simulated' }] as const;
    expect(idsOf({ threads }).filter((id) => id.includes('memory'))).toEqual([
      'sessions/sessions_memory/none/none/a4/t1',
      'sessions/sessions_memory/none/none/a4/t0',
    ]);
  });

  it('are in no study that asks for none', () => {
    expect(sessionBlocksOf(buildConfiguration())).toEqual([]);
  });

  it('never have more threads than agents', () => {
    const cell = { store: 'sqlite', agents: 3, threads: { type: 'count', count: 8 } } as const;
    expect(raceThreadsOf(cell)).toBe(3);
    expect(raceThreadsOf({ ...cell, threads: { type: 'simulated' } })).toBe(0);
    expect(raceThreadsOf({ ...cell, threads: { type: 'per_agent' } })).toBe(3);
  });
});

describe('a study that merges and races', () => {
  const both = buildConfiguration({ sessions: SESSIONS, agents: [2, 4], runs: 3 });
  const merging = buildConfiguration({ agents: [2, 4], runs: 3 });

  it('visits every cell of both in every repetition, each once', () => {
    const ids = [...visitsOf(both)].map(visitIdOf);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(visitCountOf(both));
    expect(ids.filter((id) => id.startsWith('sessions/'))).toHaveLength(
      2 * SESSIONS.stores.length * both.runs,
    );
  });

  it('has the plan it always had where it only merges', () => {
    const withNone = [...visitsOf(merging)].map(visitIdOf);
    expect(withNone).toHaveLength(visitCountOf(both) - 12);
    expect(withNone.some((id) => id.startsWith('sessions/'))).toBe(false);
  });

  it('declares its stores beside its strategies, and expects all of them to pass', async () => {
    const declared = (await loadInputs(both)).declarations();
    expect(declared.map(({ name }) => name)).toEqual([
      ...['lww', 'transactional', 'crdt', 'sessions_memory', 'sessions_sqlite'],
    ]);
    expect(declared.at(-1)).toMatchObject({ expectation: 'pass' });
    expect(declared.at(-1)?.version).toMatch(/^libsql \d+\./);
  });

  it('names the files of a race as those of every other visit', () => {
    expect(fileNameOf(firstRace(raceStudy()))).toBe('sessions.sessions_memory.none.none.a4.t0.r0');
  });
});
