import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { correctOperations } from '../../../src/sessions/operations/registry.js';
import type { Operations } from '../../../src/sessions/operation.js';
import type { OperationPlant } from '../../../src/sessions/plants/plant.js';
import { PLANTS } from '../../../src/sessions/plants/registry.js';
import type { SessionRaceOptions } from '../../../src/sessions/race/race-terms.js';
import type { RanRace } from '../../../src/sessions/race/ran-race.js';
import { runRace } from '../../../src/sessions/race/run-race.js';
import { runSessionRace } from '../../../src/sessions/race/run-session-race.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import { completed, raceOptions, violated } from './support/race-options.js';

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-race-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return join(folder, 'sessions.sqlite');
}

async function simulated(asked: Partial<SessionRaceOptions>, operations = correctOperations) {
  return completed(await runRace(raceOptions(asked), temporaryFile(), { operations }));
}

describe('a simulated race', () => {
  it('has the same history for the same seed and another for another', async () => {
    const first = await simulated({ seed: 5 });
    expect((await simulated({ seed: 5 })).history).toEqual(first.history);
    expect((await simulated({ seed: 6 })).history.entries).not.toEqual(first.history.entries);
  });

  it('has the same history on both stores', async () => {
    const memory = await simulated({ store: 'memory', seed: 7 });
    const sqlite = await simulated({ store: 'sqlite', seed: 7 });
    expect(sqlite.history).toEqual(memory.history);
  });

  it('violates nothing on a correct store, whatever the seed, and leaves nothing behind', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { history } = await simulated({ seed });
      expect({ seed, violated: violated(history) }).toEqual({ seed, violated: [] });
      for (const { open_work, pending_inputs, lease } of history.finals) {
        expect({ open_work, pending_inputs, lease: lease.lease }).toEqual({
          ...{ open_work: [], pending_inputs: [], lease: null },
        });
      }
    }
  });

  it('meets every way in which the store refuses', async () => {
    const { history } = await simulated({ agents: 24, turns_per_agent: 10 });
    const codes = history.entries.flatMap(({ answer }) =>
      answer === null || answer.ok ? [] : [answer.error.code],
    );
    expect([...new Set(codes)].sort()).toEqual([
      'ClaimSuperseded',
      'CommitConflict',
      'LeaseExpired',
      'SourceKeyConflict',
    ]);
  });

  it('is judged, counted, and not timed', async () => {
    const options = raceOptions({ agents: 6, turns_per_agent: 3 });
    const result = await runSessionRace(options);
    expect(result).toMatchObject({
      ...{ status: 'ok', failure: '', options },
      latencies: { claim: null, commit: null, ingress: null, reclaim: null },
      ...{ race_ns: null, turns_per_second: null, overlap_ratio: null },
    });
    expect(result.findings.map(({ property }) => property)).toContain('contention');
    expect(result.counts.turns_committed).toBeGreaterThan(0);
    expect(result.counts.contended_attempts).toBeGreaterThan(0);
  });

  it('is undecided where nobody met anybody', async () => {
    const options = raceOptions({ agents: 1, sessions: 1, turns_per_agent: 1 });
    const { verdict, findings } = await runSessionRace(options);
    expect(verdict).toBe('UNKNOWN');
    const contention = findings.find(({ property }) => property === 'contention');
    expect(contention).toMatchObject({ verdict: 'UNKNOWN', examined: 0 });
  });
});

/** What shows only where a wall clock is set, or a call comes at the very instant of an expiry. */
const BEYOND_RACES = [
  'lets leases expire by the clock on the wall',
  'takes a commit exactly at expiry',
];
/** What shows in answers alone: no other property but that an order of calls explains them. */
const BY_ORDER_ALONE = ['cancels an input that is claimed live'];

const CAUGHT = PLANTS.filter((plant): plant is OperationPlant => plant.how === 'operation').filter(
  ({ name }) => ![...BEYOND_RACES, ...BY_ORDER_ALONE].includes(name),
);

describe('a simulated race on a store with a planted bug', () => {
  it.each(CAUGHT)('is violated where the store $name', async ({ plant }) => {
    const operations: Operations = {
      ...correctOperations,
      ...plant(correctOperations, new ManualClock()),
    };
    const races = await Promise.all([1, 2, 3].map((seed) => caught(seed, operations)));
    expect(races.some(({ length }) => length > 0)).toBe(true);
  });

  it('leaves no plant out without a reason', () => {
    expect(CAUGHT.length).toBeGreaterThanOrEqual(6);
  });
});

async function caught(seed: number, operations: Operations): Promise<readonly string[]> {
  const asked = { seed, agents: 12, sessions: 3, turns_per_agent: 10 };
  const { history }: RanRace = await simulated(asked, operations);
  return violated(history);
}
