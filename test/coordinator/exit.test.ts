import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/coordinator/exit.js';
import type { Expectation } from '../../src/coordinator/exit.js';
import type { RepetitionRecord } from '../../src/results/record.js';
import { buildRecord } from '../results/build-record.js';

const DECLARED: ReadonlyMap<string, Expectation> = new Map([
  ['lww', 'fail'],
  ['crdt', 'pass'],
]);
const PASSES = buildRecord({ strategy: 'crdt' });
const LWW_FAILS = buildRecord({ strategy: 'lww', verdict: 'FAIL' });
const IDLE = { check: 'faults', about: 'conditions', verdict: 'UNKNOWN', reasons: [] } as const;
const LWW_UNTESTED = buildRecord({ strategy: 'lww', verdict: 'FAIL', findings: [IDLE] });
const LWW_IN_SWARM = buildRecord({ ...LWW_UNTESTED, faults: 'swarm' });
const LWW_IN_DOUBT = buildRecord({
  ...LWW_FAILS,
  findings: [{ check: 'escalation', verdict: 'UNKNOWN', reasons: [] }],
});
const CRDT_FAILS = buildRecord({ strategy: 'crdt', verdict: 'FAIL' });
const UNDECIDED = buildRecord({ strategy: 'lww', verdict: 'UNKNOWN' });
const CRASHED = buildRecord({ verdict: 'UNKNOWN', status: 'crashed' });
const REFUSED = buildRecord({ verdict: 'UNKNOWN', status: 'refused' });

describe('the exit code of a set of records', () => {
  it.each<readonly [number, string, readonly RepetitionRecord[]]>([
    [0, 'nothing was executed', []],
    [0, 'all is as expected', [PASSES, LWW_FAILS]],
    [1, 'a strategy fails that is expected to pass', [PASSES, CRDT_FAILS]],
    [1, 'one fails of which nothing is known', [buildRecord({ strategy: 'x', verdict: 'FAIL' })]],
    [2, 'something is undecided, whoever it is about', [PASSES, UNDECIDED]],
    [2, 'a worker died', [PASSES, CRASHED]],
    [2, 'one fails as expected in a test it was not put to', [PASSES, LWW_UNTESTED, LWW_FAILS]],
    [
      0,
      'one fails as expected, and part of the mix that its seed drew struck nothing',
      [LWW_IN_SWARM],
    ],
    [0, 'one fails as expected, and a check of what came of it is undecided', [LWW_IN_DOUBT]],
    [75, 'something did not fit', [PASSES, REFUSED]],
    [75, 'something did not fit and something is undecided', [UNDECIDED, REFUSED]],
    [1, 'a check failed, whatever else happened', [UNDECIDED, REFUSED, CRDT_FAILS]],
  ])('is %i where %s', (code, _, records) => {
    expect(exitCodeOf(records, DECLARED)).toBe(code);
    expect(exitCodeOf([...records].reverse(), DECLARED)).toBe(code);
  });

  it('follows expectations, not names', () => {
    expect(exitCodeOf([LWW_FAILS], new Map([['lww', 'pass']]))).toBe(1);
    expect(exitCodeOf([CRDT_FAILS], new Map([['crdt', 'fail']]))).toBe(0);
  });

  it('does not mind a strategy that does better than expected', () => {
    expect(exitCodeOf([PASSES], new Map([['crdt', 'fail']]))).toBe(0);
  });
});
