// A sample of what `npm run soak` does a thousand times.

import { describe, expect, it } from 'vitest';
import { decidesByArrival } from '../../../src/selftest/bugs/decides-by-arrival.js';
import { dropsWrites } from '../../../src/selftest/bugs/drops-writes.js';
import { mutatesInput } from '../../../src/selftest/bugs/mutates-input.js';
import { speaksForItself } from '../../../src/selftest/bugs/speaks-for-itself.js';
import { withBug } from '../../../src/selftest/planted-bug.js';
import { soundNames } from '../../../src/selftest/selftest.js';
import { drawSetting } from '../../../src/selftest/swarm/setting.js';
import { trySwarmSeed } from '../../../src/selftest/swarm/swarm-seed.js';
import { runSwarm } from '../../../src/selftest/swarm/swarm.js';
import { loadStrategy } from '../../../src/strategies/load.js';
import type { Strategy } from '../../../src/strategies/strategy.js';
import type { Check } from '../../../src/verdict/check.js';
import { CHECKS } from '../../../src/verdict/checks/registry.js';
import type { Verdict } from '../../../src/model/verdict.js';

const strategies = await soundNames();

function saying(name: string, verdict: Verdict): Check {
  return { name, summary: '', examine: () => ({ verdict, reasons: ['because'] }) };
}

function endBy(...checks: readonly Check[]) {
  return trySwarmSeed(drawSetting(1, strategies), checks);
}

describe('a sample of clean swarm seeds', () => {
  it('raises no alarm, and mostly tests what it draws', async () => {
    const seeds = Array.from({ length: 30 }, (_, index) => 1_001 + index);
    const report = await runSwarm({ seeds, strategies, checks: CHECKS });
    expect(report.alarms).toEqual([]);
    expect(report.seeds).toBe(30);
    expect(report.passed_count).toBeGreaterThan(15);
  });
});

describe('swarm seeds on which something is wrong', () => {
  it.each([dropsWrites, speaksForItself, decidesByArrival, mutatesInput])(
    'alarm on some: a strategy that $name',
    async (bug) => {
      const load = async (name: string): Promise<Strategy> =>
        withBug(await loadStrategy({ type: 'built_in', name }), bug);
      const ends: string[] = [];
      for (let seed = 1; seed <= 12 && !ends.includes('alarm'); seed += 1) {
        const setting = drawSetting(seed, [bug.planted_in]);
        ends.push((await trySwarmSeed(setting, CHECKS, load)).type);
      }
      expect(ends).toContain('alarm');
    },
  );
});

describe('a swarm seed', () => {
  it('passes where every check does', async () => {
    expect(await endBy(saying('survival', 'PASS'))).toEqual({ type: 'passed' });
  });

  it.each(['faults', 'contention'] as const)(
    'is idle where %s is undecided, which chance can do',
    async (cause) => {
      const end = await endBy(saying('survival', 'PASS'), saying(cause, 'UNKNOWN'));
      expect(end).toEqual({ type: 'idle', cause, reason: `${cause} UNKNOWN: because` });
    },
  );

  it.each([
    ['survival', 'UNKNOWN'],
    ['survival', 'FAIL'],
    ['faults', 'FAIL'],
  ] as const)('alarms where %s is %s', async (name, verdict) => {
    const end = await endBy(saying('contention', 'UNKNOWN'), saying(name, verdict));
    expect(end).toEqual({ type: 'alarm', reason: `${name} ${verdict}: because` });
  });

  it('alarms where something is thrown', async () => {
    const setting = { ...drawSetting(1, strategies), strategy: 'none such' };
    const { type } = await trySwarmSeed(setting, CHECKS);
    expect(type).toBe('alarm');
  });
});

describe('a swarm', () => {
  const wolf = [saying('wolf', 'FAIL')];

  it('says of each alarm how to see it again', async () => {
    const { alarms } = await runSwarm({ seeds: [4], strategies, checks: wolf });
    expect(alarms).toMatchObject([{ seed: 4, reason: 'wolf FAIL: because' }]);
    expect(alarms[0]?.reproduce).toMatch(/--seed 4/);
  });

  it('ends where it is told to, and counts what it tried', async () => {
    const sofar: number[] = [];
    const report = await runSwarm({
      seeds: [1, 2, 3],
      strategies,
      checks: [],
      onSeed: (seed, { seeds }) => {
        sofar.push(seeds);
        return seed < 3 ? 'go_on' : 'stop';
      },
    });
    expect(sofar).toEqual([0, 1, 2]);
    expect(report).toMatchObject({ seeds: 2, passed_count: 2, alarms: [] });
  });
});
