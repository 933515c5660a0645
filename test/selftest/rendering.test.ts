import { describe, expect, it } from 'vitest';
import { renderSelftest, selftestJson } from '../../src/cli/commands/selftest.js';
import type { SelftestReport } from '../../src/selftest/selftest.js';
import type { CleanExploration } from '../../src/selftest/sessions/clean-exploration.js';
import type { PlantDetection } from '../../src/selftest/sessions/plant-detection.js';

const PLAIN = { colour: 'none', width: null } as const;

const CAUGHT: PlantDetection = {
  bug: 'reuses a token after release',
  property: 'rising-fences',
  exploration: 'claim against release',
  interleavings: 1_058,
  found_at: 3,
  schedule: [0, 0, 1],
  escape: null,
};

const QUIET: CleanExploration = {
  exploration: 'claim against release',
  interleavings: 58,
  steps: 536,
  alarm: null,
};

function buildReport(changes: Partial<SelftestReport> = {}): SelftestReport {
  return {
    detections: [
      { bug: 'swaps an author', property: 'attribution', escapes: [] },
      { bug: 'mutates its input', property: 'import leaves its input alone', escapes: [] },
    ],
    clean: { seeds: 200, strategies: ['transactional', 'crdt'], alarms: [] },
    swarm: {
      seeds: 60,
      passed_count: 50,
      idle_counts: { faults: 9, contention: 1 },
      alarms: [],
    },
    sessions: { planted: [CAUGHT], clean: [QUIET] },
    ...changes,
  };
}

const TROUBLED = buildReport({
  detections: [
    { bug: 'swaps an author', property: 'attribution', escapes: [] },
    {
      bug: 'drops one write in a hundred',
      property: 'survival',
      escapes: [{ seed: 2, reason: 'nothing failed' }],
    },
  ],
  clean: {
    seeds: 200,
    strategies: ['transactional', 'crdt'],
    alarms: [{ strategy: 'crdt', seed: 7, reason: 'survival FAIL: tags lost x' }],
  },
  sessions: {
    planted: [CAUGHT, { ...CAUGHT, found_at: null, schedule: null, escape: 'nothing was broken' }],
    clean: [QUIET, { ...QUIET, alarm: 'rising-fences: fence 1 again (schedule 0 1)' }],
  },
  swarm: {
    seeds: 1,
    passed_count: 0,
    idle_counts: { faults: 0, contention: 0 },
    alarms: [
      { strategy: 'crdt', seed: 1, reason: 'convergence FAIL: 2', reproduce: 'mergestorm run' },
    ],
  },
});

describe('what the selftest prints', () => {
  it('is two tables and the rates', () => {
    expect(renderSelftest(buildReport(), PLAIN)).toBe(
      [
        'planted bug        must be caught by              result',
        '-----------------  -----------------------------  ------',
        'swaps an author    attribution                    caught',
        'mutates its input  import leaves its input alone  caught',
        '',
        'planted in the session store  must be caught by  first in interleaving  result',
        '----------------------------  -----------------  ---------------------  ------',
        'reuses a token after release  rising-fences                 3 of 1,058  caught',
        '',
        'caught 2 of 2 planted bugs (100 %)',
        '0 alarms on 200 clean seeds x 2 strategies (0 %)',
        '0 alarms on 60 swarm seeds (50 passed, 9 where a fault struck nothing, 1 where nothing contended)',
        'caught 1 of 1 bug planted in the session store (1,058 interleavings)',
        '0 alarms on 58 interleavings in 1 exploration of the session store',
        '',
      ].join('\n'),
    );
  });

  it('says what escaped, what alarmed, and how often', () => {
    const text = renderSelftest(TROUBLED, PLAIN);
    expect(text).toContain('ESCAPED');
    expect(text).toContain('escape: drops one write in a hundred, seed 2: nothing failed\n');
    expect(text).toContain('alarm: crdt, seed 7: survival FAIL: tags lost x\n');
    expect(text).toContain('swarm alarm: crdt, seed 1: convergence FAIL: 2 (mergestorm run)\n');
    expect(text).toContain('caught 1 of 2 planted bugs (50 %)\n');
    expect(text).toContain('1 alarm on 1 swarm seed (0 passed,');
    expect(text).toContain('1 alarm on 200 clean seeds x 2 strategies (0.25 %)\n');
    expect(text).toContain('none of 1,058  ESCAPED\n');
    expect(text).toContain(
      'session store escape: reuses a token after release, claim against release: nothing was broken\n',
    );
    expect(text).toContain(
      'session store alarm: claim against release: rising-fences: fence 1 again (schedule 0 1)\n',
    );
    expect(text).toContain('caught 1 of 2 bugs planted in the session store');
    expect(text).toContain('1 alarm on 116 interleavings in 2 explorations of the session store\n');
  });

  it('shows a few alarms of many and counts the rest', () => {
    const alarms = Array.from({ length: 12 }, (_, seed) => ({
      strategy: 'crdt',
      seed,
      reason: '',
    }));
    const clean = { seeds: 12, strategies: ['crdt'], alarms };
    const lines = renderSelftest(buildReport({ clean }), PLAIN).split('\n');
    expect(lines.filter((line) => line.startsWith('alarm:')).length).toBe(10);
    expect(lines).toContain('and 2 more');
  });

  it('escapes what could pass for the terminal talking', () => {
    const alarms = [{ strategy: 'crdt', seed: 1, reason: 'threw: \u001b[2J' }];
    const clean = { seeds: 1, strategies: ['crdt'], alarms };
    expect(renderSelftest(buildReport({ clean }), PLAIN)).not.toContain('\u001b');
  });
});

describe('the selftest as JSON', () => {
  it('carries the counts, the shares and what went wrong', () => {
    expect(JSON.parse(selftestJson(TROUBLED))).toMatchObject({
      planted: [{ result: 'caught' }, { result: 'escaped', escapes: [{ seed: 2 }] }],
      planted_count: 2,
      caught_count: 1,
      caught_share: 0.5,
      clean: { seeds: 200, alarms: [{ strategy: 'crdt', seed: 7 }] },
      alarm_count: 1,
      alarm_share: 0.0025,
      swarm: { seeds: 1, alarms: [{ seed: 1, reproduce: 'mergestorm run' }] },
      sessions: {
        planted: [
          { result: 'caught', property: 'rising-fences', found_at: 3, schedule: [0, 0, 1] },
          { result: 'escaped', found_at: null, escape: 'nothing was broken' },
        ],
        clean: [{ interleavings: 58, alarm: null }, { interleavings: 58 }],
        planted_count: 2,
        caught_count: 1,
        planted_interleavings: 2_116,
        clean_interleavings: 116,
        alarm_count: 1,
      },
    });
  });
});
