// The session store: what it adds to the bare statements, whether it slows down with what is finished, and how
// racing agents share it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '../dist/sessions/memory/memory-store.js';
import type { SessionRaceResult } from '../dist/sessions/race/race-terms.js';
import { runSessionRace } from '../dist/sessions/race/run-session-race.js';
import { openSqliteStore } from '../dist/sessions/sqlite/sqlite-store.js';
import type { SyncSessionStore } from '../dist/sessions/store.js';
import { bareSession } from './bare-statements.js';
import type { Benchmark, Figure } from './benchmark.js';
import { median } from './benchmark.js';
import { turn, workingTurn } from './session-turns.js';

const TURNS = 400;
/** Completed rows, and finished sessions, before the last turns. */
const FINISHED = 100_000;
const EDGE = 1_000;
const BATCHES = 15;
const RACE = { agents: 64, sessions: 8, turns_per_agent: 20, seed: 1 };

export const sessions: Benchmark = {
  name: 'sessions',
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mergestorm-bench-'));
    try {
      return [
        againstStatements(folder),
        inMemory(),
        ...flatness('in memory', createMemoryStore()),
        ...flatness('on SQLite', opened(join(folder, 'flat.db'), 'process')),
        ...(await races()),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function opened(path: string, durability: 'process' | 'power'): SyncSessionStore {
  const result = openSqliteStore(path, { durability });
  if (!result.ok) throw new Error(result.error.message);
  return result.store;
}

/** Batches of both alternate, so that what else the machine does falls on both. */
function againstStatements(folder: string): Figure {
  const path = join(folder, 'bare.db');
  opened(path, 'power').close();
  const bare = bareSession(path);
  const store = opened(join(folder, 'store.db'), 'power');
  const [bare_ns, store_ns]: [number[], number[]] = [[], []];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const first = 1 + batch * TURNS;
    bare_ns.push(
      perTurnNs(first, TURNS, (index) => {
        bare.turn('s', index);
      }),
    );
    store_ns.push(
      perTurnNs(first, TURNS, (index) => {
        turn(store, 's', index);
      }),
    );
  }
  bare.close();
  store.close();
  return {
    name: 'an uncontended claim and commit on SQLite',
    value: median(store_ns) / median(bare_ns),
    unit: 'of the bare statements',
    target: { at_most: 1.5 },
    how: `${micros(median(store_ns))} beside ${micros(median(bare_ns))}; medians of ${BATCHES} batches of ${TURNS}, synchronous = FULL`,
  };
}

function inMemory(): Figure {
  const store = createMemoryStore();
  const batches_ns = Array.from({ length: BATCHES }, (_, batch) =>
    perTurnNs(1 + batch * EDGE, EDGE, (index) => {
      turn(store, 's', index);
    }),
  );
  return {
    name: 'a claim and a commit in memory',
    value: median(batches_ns) / 1e3,
    unit: 'us',
    target: { at_most: 100 },
    how: `median of ${BATCHES} batches of ${EDGE}; most of it is the digest and the check of the request`,
  };
}

/** The same turns when nothing is finished yet, and when much is. */
function flatness(where: string, store: SyncSessionStore): readonly Figure[] {
  perTurnNs(1, EDGE, (index) => {
    workingTurn(store, 'warm', index);
  });
  const rows_before_ns = turnsNs(store, 'rows', 1);
  for (let index = EDGE + 1; index <= FINISHED; index += 1) workingTurn(store, 'rows', index);
  const rows_after_ns = turnsNs(store, 'rows', FINISHED + 1);
  for (let index = 1; index <= FINISHED; index += 1) turn(store, `finished ${index}`, 1);
  const sessions_after_ns = turnsNs(store, 'fresh', 1);
  store.close();
  const how = (ns: number): string => `${micros(ns)} beside ${micros(rows_before_ns)} at first`;
  return [
    figureOf(
      `a turn ${where} after ${FINISHED} completed rows`,
      rows_after_ns,
      rows_before_ns,
      how,
    ),
    figureOf(
      `a turn ${where} after ${FINISHED} finished sessions more`,
      sessions_after_ns,
      rows_before_ns,
      how,
    ),
  ];
}

function figureOf(
  name: string,
  after_ns: number,
  before_ns: number,
  how: (ns: number) => string,
): Figure {
  const value = after_ns / before_ns;
  return { name, value, unit: 'of the first turns', target: { at_most: 1.5 }, how: how(after_ns) };
}

/** Median of the turns, so that one checkpoint of the log does not decide. */
function turnsNs(store: SyncSessionStore, session_id: string, first: number): number {
  return median(
    Array.from({ length: EDGE }, (_, offset) =>
      perTurnNs(first + offset, 1, (index) => {
        workingTurn(store, session_id, index);
      }),
    ),
  );
}

function perTurnNs(first: number, count: number, act: (index: number) => void): number {
  const start_ns = process.hrtime.bigint();
  for (let index = first; index < first + count; index += 1) act(index);
  return Number(process.hrtime.bigint() - start_ns) / count;
}

async function races(): Promise<readonly Figure[]> {
  const one = await raceOn(1);
  const two = await raceOn(2);
  const name = `${RACE.agents} agents racing for ${RACE.sessions} sessions on SQLite`;
  const rateOf = ({ turns_per_second }: SessionRaceResult) => turns_per_second ?? Number.NaN;
  const how = `${two.counts.operations} calls, ${two.counts.contended_attempts} of them contended`;
  return [
    { name: `${name}, two threads`, value: rateOf(two), unit: 'turns a second', target: null, how },
    {
      name: `${name}, two threads against one`,
      value: rateOf(two) / rateOf(one),
      unit: 'times the turns',
      target: null,
      how: `${rateOf(one).toFixed(0)} turns a second on one; one file takes one writer at a time`,
    },
  ];
}

async function raceOn(threads: number): Promise<SessionRaceResult> {
  // No pauses of the race's own making: they would stand in the figure.
  const options = { ...RACE, store: 'sqlite', threads, ttl_ms: 1_000, yield_share: 0 } as const;
  const result = await runSessionRace({ ...options, timeout_ms: 600_000, directory: null });
  if (result.verdict !== 'PASS') throw new Error(`the race ended ${result.verdict}`);
  return result;
}

function micros(ns: number): string {
  return `${(ns / 1e3).toFixed(1)} us`;
}
