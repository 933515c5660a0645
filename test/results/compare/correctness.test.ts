import { describe, expect, it } from 'vitest';
import { correctnessRegressions } from '../../../src/results/compare/correctness.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { buildRecord } from '../build-record.js';

type Changes = Partial<RepetitionRecord>;

/** The aspects in which a repetition got worse, given what changed in one of the same seed. */
function aspects(base: Changes, next: Changes, expectation: 'pass' | 'fail' = 'pass') {
  return correctnessRegressions([buildRecord(base)], [buildRecord(next)], expectation).map(
    ({ aspect }) => aspect,
  );
}

const CRASH: Changes = {
  ...{ status: 'crashed', verdict: 'UNKNOWN', outcome: null, converged: null },
  ...{ writes_lost: null, writes_duplicated: null, writes_phantom: null, writes_arbitrated: null },
  ...{ escalations_missed: null, escalations_spurious: null },
  ...{ attribution_complete: null, attribution_precision: null, attribution_recall: null },
};

describe('what got worse in correctness', () => {
  it('is nothing between a repetition and itself', () => {
    expect(aspects({}, {})).toEqual([]);
    expect(
      aspects({ verdict: 'FAIL', writes_lost: 9 }, { verdict: 'FAIL', writes_lost: 9 }),
    ).toEqual([]);
  });

  it.each([
    'writes_lost',
    'writes_duplicated',
    'writes_phantom',
    'writes_arbitrated',
    'escalations_missed',
    'escalations_spurious',
  ] as const)('is one more of %s, wherever BASE stood', (name) => {
    expect(aspects({ [name]: 0 }, { [name]: 1 })).toEqual([name]);
    expect(aspects({ [name]: 7 }, { [name]: 8 })).toEqual([name]);
    expect(aspects({ [name]: 8 }, { [name]: 7 })).toEqual([]);
  });

  it.each([
    ['a verdict', 'verdict', { verdict: 'FAIL' }],
    ['a verdict that is no longer known', 'verdict', { verdict: 'UNKNOWN' }],
    ['convergence', 'converged', { converged: false }],
    ['complete attribution', 'attribution_complete', { attribution_complete: false }],
    ['precise attribution', 'attribution_precision', { attribution_precision: 0.99 }],
    ['attribution of all', 'attribution_recall', { attribution_recall: 0.99 }],
    ['a crash', 'status', CRASH],
    ['a hang', 'status', { ...CRASH, status: 'timeout' }],
    ['running out of memory', 'status', { ...CRASH, status: 'oom' }],
  ] as const)('is %s', (_, aspect, changes) => {
    expect(aspects({}, changes)).toEqual([aspect]);
    expect(aspects(changes, {})).toEqual([]);
    expect(aspects(changes, changes)).toEqual([]);
  });

  it('is no refusal for lack of memory and no interruption', () => {
    expect(aspects({}, { ...CRASH, status: 'refused' })).toEqual([]);
    expect(aspects({}, { ...CRASH, status: 'interrupted' })).toEqual([]);
  });

  it('is no failure as expected after a crash', () => {
    expect(aspects(CRASH, { verdict: 'FAIL' }, 'fail')).toEqual([]);
  });

  it('is a failure of a baseline that passed', () => {
    expect(aspects({ verdict: 'PASS' }, { verdict: 'FAIL' }, 'fail')).toEqual(['verdict']);
  });

  it('names every repetition and how to execute the first of them again', () => {
    const all = [0, 1, 2].map((repetition) => buildRecord({ repetition, seed: repetition }));
    const worse = all.map((record, index) =>
      index === 0 ? record : { ...record, writes_lost: index, reproduce: `run ${index}` },
    );
    expect(correctnessRegressions(all, worse, 'pass')).toEqual([
      { aspect: 'writes_lost', repetitions: [1, 2], base: '0', new: '1', reproduce: 'run 1' },
    ]);
  });
});

describe('what got worse where seeds differ', () => {
  const base = [4, 6].map((writes_lost, repetition) => {
    return buildRecord({ repetition, seed: repetition, writes_lost, writes_phantom: 0 });
  });

  function worse(changes: Changes): readonly string[] {
    const next = buildRecord({ repetition: 9, seed: 9, writes_lost: 5, ...changes });
    return correctnessRegressions(base, [next], 'pass').map(({ aspect }) => aspect);
  }

  it('is not more of what BASE has as well, because other writes lose other numbers', () => {
    expect(worse({ writes_lost: 70 })).toEqual([]);
  });

  it('is anything of what BASE has nothing of', () => {
    expect(worse({ writes_phantom: 1 })).toEqual(['writes_phantom']);
    expect(worse(CRASH)).toEqual(['status']);
  });

  it('is never what other writes may rightly come to', () => {
    expect(worse({ writes_arbitrated: 1 })).toEqual([]);
  });

  it('is nothing where BASE has no repetition at all', () => {
    expect(correctnessRegressions([], [buildRecord({ writes_lost: 1 })], 'pass')).toEqual([]);
  });
});
