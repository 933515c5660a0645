import { describe, expect, it } from 'vitest';
import { Tally } from '../../../src/coordinator/session/tally.js';
import { EXIT } from '../../../src/model/problem.js';
import { buildRecord } from '../../results/build-record.js';

const EXPECTATIONS = new Map([
  ['lww', 'fail'],
  ['crdt', 'pass'],
] as const);

function tallyOf(...records: readonly Parameters<typeof buildRecord>[0][]): Tally {
  const tally = new Tally(EXPECTATIONS);
  for (const record of records) tally.add(buildRecord(record));
  return tally;
}

describe('the tally of a study', () => {
  it('counts a baseline that fails as it is expected to as no failure', () => {
    const tally = tallyOf({ strategy: 'lww', verdict: 'FAIL' }, { verdict: 'PASS' });
    expect([tally.visits, tally.unexpected, tally.exitCode]).toEqual([2, 0, EXIT.ok]);
  });

  it('keeps the worst of all, whatever comes after it', () => {
    const crashed = { verdict: 'UNKNOWN', status: 'crashed' } as const;
    const refused = { verdict: 'UNKNOWN', status: 'refused' } as const;
    expect(tallyOf(crashed, { verdict: 'PASS' }).exitCode).toBe(EXIT.undecided);
    expect(tallyOf(refused, crashed).exitCode).toBe(EXIT.resources);
    expect(tallyOf(refused, { verdict: 'FAIL' }, crashed).exitCode).toBe(EXIT.check_failed);
  });

  it('counts every repetition that did not end as it should', () => {
    expect(tallyOf({ verdict: 'FAIL' }, { verdict: 'FAIL' }, { verdict: 'PASS' }).unexpected).toBe(
      2,
    );
  });
});
