import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/model/problem.js';
import { explore } from '../../src/sessions/explore/explore.js';
import { INVARIANTS } from '../../src/sessions/explore/invariants/registry.js';
import type { Invariant } from '../../src/sessions/explore/invariants/invariant.js';
import { commitAgainstExpiry } from '../../src/sessions/explore/scripts/commits.js';
import { claimAgainstRelease } from '../../src/sessions/explore/scripts/leases.js';
import { ignoresFence } from '../../src/sessions/plants/saves.js';
import { openPlanted } from '../../src/sessions/plants/planted-store.js';
import { reusesToken } from '../../src/sessions/plants/leases.js';
import type { SelftestReport } from '../../src/selftest/selftest.js';
import { exitCodeOfSelftest } from '../../src/selftest/selftest.js';
import type { SessionSelftestOptions } from '../../src/selftest/sessions/session-selftest.js';
import { countTroubles, runSessionSelftest } from '../../src/selftest/sessions/session-selftest.js';

const FEW = { plants: [ignoresFence, reusesToken], explorations: [claimAgainstRelease] };

function runFew(changes: SessionSelftestOptions = {}) {
  return runSessionSelftest({ ...FEW, ...changes }, () => undefined);
}

const SOUND: Omit<SelftestReport, 'sessions'> = {
  detections: [],
  clean: { seeds: 1, strategies: [], alarms: [] },
  swarm: { seeds: 1, passed_count: 1, idle_counts: { faults: 0, contention: 0 }, alarms: [] },
};

const BLIND: Invariant = {
  summary: 'sees nothing',
  check: () => ({ examined: 0, violation: null }),
};
const WOLF: Invariant = { summary: 'cries', check: () => ({ examined: 1, violation: 'wolf!' }) };

describe('the selftest of the session store', () => {
  it('says of each planted bug which interleaving shows it, of how many', () => {
    const { planted } = runFew();
    const report = explore(commitAgainstExpiry, openPlanted(ignoresFence));
    const { found_at, schedule } = report.violations[0] ?? {};
    expect(planted[0]).toEqual({
      bug: ignoresFence.name,
      property: 'fenced-commit',
      exploration: commitAgainstExpiry.name,
      interleavings: report.interleavings,
      found_at,
      schedule,
      escape: null,
    });
  });

  it('counts every interleaving of the correct store, and no alarm', () => {
    const { clean } = runFew();
    expect(clean).toEqual([
      { exploration: claimAgainstRelease.name, interleavings: 58, steps: 536, alarm: null },
    ]);
    expect(countTroubles(runFew())).toBe(0);
  });

  it('says that a bug escaped where its invariant is blind', () => {
    const report = runFew({ invariants: { ...INVARIANTS, 'fenced-commit': BLIND } });
    expect(report.planted[0]).toMatchObject({ found_at: null, escape: 'nothing was broken' });
    expect(report.planted[1]).toMatchObject({ escape: null });
    expect(countTroubles(report)).toBe(1);
  });

  it('says that a bug escaped where another invariant notices it too', () => {
    const { planted } = runFew({ invariants: { ...INVARIANTS, 'one-reclaimer': WOLF } });
    expect(planted[1]?.escape).toMatch(/^broken: .*one-reclaimer/);
  });

  it('alarms where an invariant is broken though nothing is planted', () => {
    const { clean } = runFew({ invariants: { ...INVARIANTS, 'one-reclaimer': WOLF } });
    expect(clean[0]?.alarm).toBe('one-reclaimer: wolf! (schedule 0 0 0 0 0 0 1 1 1 1 1 1)');
  });

  it('alarms where an exploration has nothing of what it is there for', () => {
    const { clean } = runFew({ invariants: { ...INVARIANTS, 'rising-fences': BLIND } });
    expect(clean[0]?.alarm).toBe('not looked at: rising-fences');
  });

  it('takes a store that throws for an escape, and for an alarm', () => {
    const broken = () => {
      throw new Error('broken');
    };
    const plants = [{ ...reusesToken, plant: () => ({ tryClaimLease: broken }) }];
    const explorations = [{ ...claimAgainstRelease, before: broken }];
    const { planted, clean } = runFew({ plants, explorations });
    expect(planted[0]?.escape).toBe('threw: claim against release, schedule : broken');
    expect(clean[0]?.alarm).toBe('threw: claim against release, schedule : broken');
  });

  it('fails the whole selftest for one escape', () => {
    const escaped = runFew({ invariants: { ...INVARIANTS, 'fenced-commit': BLIND } });
    expect(exitCodeOfSelftest({ ...SOUND, sessions: escaped })).toBe(EXIT.check_failed);
    expect(exitCodeOfSelftest({ ...SOUND, sessions: runFew() })).toBe(EXIT.ok);
  });
});
