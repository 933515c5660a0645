import { describe, expect, it } from 'vitest';
import { isLost, isWhole, reproductionOf } from '../../../src/coordinator/replay/reproduction.js';
import type { Verdict } from '../../../src/model/verdict.js';

const NO_RAW_BYTES = {};

function findings(verdicts: Readonly<Record<string, Verdict>>) {
  return Object.entries(verdicts).map(([check, verdict]) => ({ check, verdict, reasons: [] }));
}

describe('what a replay shows again of a failure', () => {
  it('is told check by check', () => {
    const then = findings({ convergence: 'FAIL', survival: 'FAIL', escalation: 'PASS' });
    const now = findings({ convergence: 'PASS', survival: 'FAIL', escalation: 'FAIL' });
    const reproduction = reproductionOf(then, now, NO_RAW_BYTES);
    expect(reproduction).toMatchObject({
      reproduced: ['survival'],
      not_reproduced: ['convergence'],
      only_replayed: ['escalation'],
    });
    expect([isLost(reproduction), isWhole(reproduction)]).toEqual([false, false]);
  });

  it('is all of it where the same checks fail', () => {
    const failed = findings({ convergence: 'FAIL', survival: 'FAIL' });
    const reproduction = reproductionOf(failed, failed, NO_RAW_BYTES);
    expect([isLost(reproduction), isWhole(reproduction)]).toEqual([false, true]);
  });

  it('is nothing where another check fails instead', () => {
    const now = findings({ survival: 'PASS', escalation: 'FAIL' });
    expect(isLost(reproductionOf(findings({ survival: 'FAIL' }), now, NO_RAW_BYTES))).toBe(true);
  });

  it.each(['faults', 'corruption', 'coordination', 'quiescence'])(
    'is nothing of %s, which no replay looks at',
    (check) => {
      const reproduction = reproductionOf(findings({ [check]: 'FAIL' }), [], NO_RAW_BYTES);
      expect(reproduction.not_replayed).toEqual([{ check, recorded_verdict: 'FAIL' }]);
      expect(isLost(reproduction)).toBe(true);
    },
  );

  it('is not asked for where nothing failed', () => {
    const undecided = findings({ quiescence: 'UNKNOWN', survival: 'PASS' });
    expect(isLost(reproductionOf(undecided, [], NO_RAW_BYTES))).toBe(false);
  });
});
