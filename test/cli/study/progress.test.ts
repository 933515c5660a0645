import { afterEach, describe, expect, it } from 'vitest';
import { minutes, StudyProgress } from '../../../src/cli/study/progress.js';
import { visitsOf } from '../../../src/coordinator/plan.js';
import { RemainingTime } from '../../../src/coordinator/session/remaining-time.js';
import { Tally } from '../../../src/coordinator/session/tally.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { buildRecord } from '../../results/build-record.js';
import { SeenRepetitions } from '../../../src/results/study/seen-repetitions.js';
import { buildConfiguration } from '../../support/study.js';

const STUDY = buildConfiguration({ agents: [2, 64], runs: 10 });
const VISITS = [...visitsOf(STUDY)];

const open: StudyProgress[] = [];
afterEach(() => {
  for (const progress of open.splice(0)) progress.end();
});

function begin(live: 'live' | 'plain') {
  const lines: string[] = [];
  const shown: string[] = [];
  const tally = new Tally(new Map([['lww', 'fail']]));
  const remaining = new RemainingTime(STUDY, new SeenRepetitions());
  const progress = new StudyProgress({
    line: { show: (text) => shown.push(text), clear: () => shown.push('') },
    say: (text) => lines.push(text),
    live,
    tally,
    remaining,
    visits: VISITS.length,
    runs: STUDY.runs,
  });
  open.push(progress);
  const visit = (index: number, record: Partial<RepetitionRecord> = {}): void => {
    const next = VISITS[index];
    if (next === undefined) throw new Error(`no visit ${index}`);
    progress.visitStarts(next);
    const before = tally.unexpected;
    tally.add(buildRecord(record));
    remaining.visitTook(next, 1_000);
    const failed = tally.unexpected > before ? 'unexpected' : 'as_expected';
    progress.visitEnds(buildRecord(record), failed);
  };
  return { lines, shown, visit, progress };
}

describe('progress of a study', () => {
  it('shows on a live line what is executed, how far it is and what failed', () => {
    const { shown, lines, visit } = begin('live');
    visit(0);
    visit(1, { verdict: 'FAIL', findings: [] });
    visit(2);
    expect(shown.at(-1)).toMatch(
      /^\[2\/60\] clean_merge \w+ \d+ agents \(1 of 10\) \| 0:00 elapsed, about 0:58 left, 1 failed$/,
    );
    expect(lines).toHaveLength(1);
  });

  it('says in plain lines every tenth of the study, no more', () => {
    const { lines, visit } = begin('plain');
    for (const index of VISITS.keys()) visit(index);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toMatch(/^6 of 60 repetitions, 0:00 elapsed, about 0:54 left, 0 failed$/);
    expect(lines.at(-1)).toContain('60 of 60 repetitions');
  });

  it('says at once what failed and should not have, and why', () => {
    const { lines, visit } = begin('plain');
    visit(0, { status: 'crashed', verdict: 'UNKNOWN', note: 'killed by SIGSEGV', agents: 64 });
    visit(1, { strategy: 'lww', verdict: 'FAIL', expectation: 'fail' });
    expect(lines).toEqual(['crashed: clean_merge crdt 64 agents, repetition 0: killed by SIGSEGV']);
  });

  it('says what an expected failure was not tested by, and not the failure', () => {
    const { lines, visit } = begin('plain');
    const findings = [
      { check: 'survival', verdict: 'FAIL', reasons: ['lost "x"'] },
      {
        check: 'faults',
        about: 'conditions',
        verdict: 'UNKNOWN',
        reasons: ['drop=1% never fired'],
      },
    ] as const;
    visit(0, { strategy: 'lww', verdict: 'FAIL', expectation: 'fail', findings });
    expect(lines).toEqual([expect.stringMatching(/^FAIL: .*: faults: drop=1% never fired$/)]);
  });

  it('writes times as people do', () => {
    expect([0, 65_000, 7_205_000].map(minutes)).toEqual(['0:00', '1:05', '2:00:05']);
  });
});
