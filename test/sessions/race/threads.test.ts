import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SessionRaceOptions } from '../../../src/sessions/race/race-terms.js';
import { runRace } from '../../../src/sessions/race/run-race.js';
import { runSessionRace } from '../../../src/sessions/race/run-session-race.js';
import { completed, raceOptions, violated } from './support/race-options.js';

const ON_THREADS = { store: 'sqlite', threads: 2, turns_per_agent: 4 } as const;

function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/sessions-race/${name}.mjs`, import.meta.url));
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-race-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

describe('a race on threads', () => {
  it('holds every property, in a history that both threads have written', async () => {
    const path = join(temporaryFolder(), 'sessions.sqlite');
    const ran = completed(await runRace(raceOptions(ON_THREADS), path));
    expect(ran.reports.map(({ ended }) => ended)).toEqual(['done', 'done']);
    expect(violated(ran.history)).toEqual([]);
    const threads = new Map(ran.history.entries.map(({ agent, thread }) => [agent, thread]));
    expect([...threads].sort()).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((agent) => [agent, agent % 2]),
      [8, 2],
    ]);
    const began = ran.history.entries.map(({ began_ns }) => began_ns);
    expect(began).toEqual([...began].sort((left, right) => left - right));
    expect(ran.history.finals.every(({ open_work }) => open_work.length === 0)).toBe(true);
  });

  it('is measured', async () => {
    const options = raceOptions({ ...ON_THREADS });
    const { counts, latencies, ...result } = await runSessionRace(options);
    expect(result.status).toBe('ok');
    expect(result.options.yield_share).toBeGreaterThan(0);
    expect(counts.turns_committed).toBeGreaterThan(0);
    expect(latencies.claim?.count).toBeGreaterThan(counts.turns_committed);
    expect(latencies.ingress?.count).toBeGreaterThanOrEqual(2 * 8 * 4);
    expect(latencies.commit?.count).toBeGreaterThanOrEqual(counts.turns_committed);
    expect(result.race_ns).toBeGreaterThan(0);
    expect(result.turns_per_second).toBeCloseTo(
      (counts.turns_committed / Number(result.race_ns)) * 1e9,
    );
    expect(result.overlap_ratio).toBeGreaterThan(0);
    expect(result.overlap_ratio).toBeLessThanOrEqual(1);
  });

  it('catches a store that checks a lease and then sets it', async () => {
    const caught: (readonly string[])[] = [];
    for (let seed = 1; seed <= 3; seed += 1) {
      const path = join(temporaryFolder(), 'sessions.sqlite');
      const options = raceOptions({ ...ON_THREADS, seed, sessions: 1, turns_per_agent: 2 });
      const ran = await runRace(options, path, { entry: fixture('careless-thread') });
      caught.push(violated(completed(ran).history));
    }
    expect(caught.some((list) => list.includes('rising-fences'))).toBe(true);
  });

  it.each([
    ['throwing-thread', 'out of luck'],
    ['silent-thread', 'a thread ended without a report'],
  ])('is undecided where a thread dies: %s', async (name, failure) => {
    const result = await runSessionRace(raceOptions(ON_THREADS), { entry: fixture(name) });
    expect(result).toMatchObject({ status: 'crashed', failure, verdict: 'UNKNOWN', findings: [] });
  });

  it('is undecided where it is interrupted', async () => {
    const result = await runSessionRace(raceOptions(ON_THREADS), { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ status: 'crashed', failure: 'interrupted', verdict: 'UNKNOWN' });
  });

  it.each<Partial<SessionRaceOptions>>([ON_THREADS, { store: 'memory', threads: 1 }])(
    'ends at its timeout, with what happened until then: %o',
    async (asked) => {
      const options = raceOptions({ ...asked, turns_per_agent: 5_000, timeout_ms: 20 });
      const { status, verdict, failure, history } = await runSessionRace(options);
      expect({ status, verdict }).toEqual({ status: 'timeout', verdict: 'UNKNOWN' });
      expect(failure).toMatch(/not every agent/);
      expect(history.entries.length).toBeGreaterThan(0);
    },
  );

  it('removes the folder it has made, and keeps the file in one that it was given', async () => {
    const folder = temporaryFolder();
    const options = raceOptions({ store: 'sqlite', agents: 2, turns_per_agent: 1 });
    const before = leftovers();
    await runSessionRace(options);
    expect(leftovers()).toEqual(before);
    await runSessionRace({ ...options, directory: join(folder, 'here') });
    expect(existsSync(join(folder, 'here', 'sessions.sqlite'))).toBe(true);
  });

  it.each<[Partial<SessionRaceOptions>, RegExp]>([
    [{ store: 'memory', threads: 2 }, /one thread/],
    [{ store: 'sqlite', threads: 3, agents: 2 }, /2 agents/],
  ])('is refused where it cannot be: %o', async (asked, reason) => {
    await expect(runSessionRace(raceOptions(asked))).rejects.toThrow(reason);
  });
});

function leftovers(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('mergestorm-sessions-'));
}
