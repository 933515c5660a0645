import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import type { HistoryEntry, RaceHistory } from '../../../src/sessions/history.js';
import type { SessionRaceOptions } from '../../../src/sessions/race/race-terms.js';
import type { RanRace } from '../../../src/sessions/race/ran-race.js';
import { runRace } from '../../../src/sessions/race/run-race.js';
import { completed, raceOptions, violated } from './support/race-options.js';

const KILLED_RACE = fileURLToPath(
  new URL('../../fixtures/sessions-race/killed-race.mjs', import.meta.url),
);
const THREADS = 2;
/** So that agents of the second race are others than those of the first. */
const AGENTS_APART = 100;

describe('a race whose process is killed', () => {
  it.each([1, 2])('goes on in its file as if agents had died (seed %i)', async (seed) => {
    const path = join(temporaryFolder(), 'sessions.sqlite');
    const before = killedRace(path, seed);
    const after = await continuedRace(path, seed);
    const whole = joined(before, after);
    expect(before.some(({ answer }) => answer === null)).toBe(true);
    expect(violated(whole)).toEqual([]);
    expect(whole.finals.every(({ open_work }) => open_work.length === 0)).toBe(true);
    for (const session_id of whole.sessions) {
      const [last] = fencesOf(before, session_id).slice(-1);
      const [first] = fencesOf(after.history.entries, session_id);
      expect(first).toBeGreaterThan(last ?? 0);
    }
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-kill-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function optionsOf(seed: number): SessionRaceOptions {
  return raceOptions({ store: 'sqlite', threads: THREADS, turns_per_agent: 8, seed });
}

/** What its threads had logged when they died: calls that had begun, with answers as far as there were any. */
function killedRace(path: string, seed: number): readonly HistoryEntry[] {
  const KILL_AT = String(createRandom(seed).integer(100, 600));
  const args = [KILLED_RACE, JSON.stringify(optionsOf(seed)), path];
  const { signal, stderr } = spawnSync(process.execPath, args, { env: { KILL_AT } });
  expect({ signal, stderr: stderr.toString() }).toEqual({ signal: 'SIGKILL', stderr: '' });
  return Array.from({ length: THREADS }, (_, thread) => readCalls(path, thread)).flat();
}

function readCalls(path: string, thread: number): readonly HistoryEntry[] {
  const lines = readFileSync(join(path, '..', `calls-${thread}.jsonl`), 'utf8').split('\n');
  const calls = new Map<number, object>();
  // The last line is empty or torn.
  for (const line of lines.slice(0, -1)) {
    const { call, ...told } = JSON.parse(line) as { call: number };
    calls.set(call, { ...UNANSWERED, ...calls.get(call), ...told });
  }
  return [...calls.values()].map((call) => {
    const entry = call as HistoryEntry;
    return entry.answer === null ? { ...entry, ended_ns: Infinity } : entry;
  });
}

const UNANSWERED = { answer: null, ended_ns: Infinity };

async function continuedRace(path: string, seed: number): Promise<RanRace> {
  return completed(await runRace(optionsOf(seed + AGENTS_APART), path));
}

/** Both races as one, on the clock that their processes share. */
function joined(before: readonly HistoryEntry[], { history, origin_ns }: RanRace): RaceHistory {
  const shift_ns = Number(origin_ns);
  const after = history.entries.map((entry) => ({
    ...entry,
    agent: entry.agent + AGENTS_APART,
    began_ns: entry.began_ns + shift_ns,
    ended_ns: entry.ended_ns + shift_ns,
  }));
  const entries = [...before, ...after].sort((left, right) => left.began_ns - right.began_ns);
  return { ...history, agents: history.agents + AGENTS_APART, entries };
}

/** In the order in which they were given. */
function fencesOf(entries: readonly HistoryEntry[], session_id: string): readonly number[] {
  const fences = entries.flatMap((entry) => {
    if (entry.method !== 'tryClaimLease' && entry.method !== 'reclaimLease') return [];
    if (entry.args.session_id !== session_id || !entry.answer?.ok) return [];
    const { value } = entry.answer;
    return value.type === 'acquired' ? [value.lease.fence] : [];
  });
  return fences.sort((left, right) => left - right);
}
