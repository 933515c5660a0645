import { describe, expect, it } from 'vitest';
import type { FaultAccount } from '../../../src/verdict/evidence.js';
import { CLEAN_MERGE, findingOf, flawless } from '../builders.js';

function account(
  counts: readonly [number, number, number],
  note: string | null = null,
): FaultAccount {
  const [planned_count, fired_count, observed_count] = counts;
  return { fault: 'drop=10%', planned_count, fired_count, observed_count, note };
}

function findingFor(...faults: readonly FaultAccount[]) {
  return findingOf(flawless(CLEAN_MERGE, { faults }), 'faults');
}

describe('the faults check', () => {
  it('passes where nothing was asked for, and where all fired and was seen', () => {
    expect(findingOf(flawless(CLEAN_MERGE), 'faults')).toMatchObject({
      verdict: 'PASS',
      reasons: [],
    });
    expect(findingFor(account([5, 3, 1]), account([1, 1, 1]))?.verdict).toBe('PASS');
  });

  it.each<readonly [string, FaultAccount, string]>([
    ['was never planned', account([0, 0, 0]), 'drop=10% was never planned to strike'],
    ['never fired', account([4, 0, 0]), 'drop=10% never fired of 4 planned'],
    ['was never seen', account([4, 2, 0]), 'drop=10% fired 2 times, never observed'],
    [
      'has a note',
      account([4, 0, 0], 'nobody had anything to send'),
      'drop=10% never fired of 4 planned (nobody had anything to send)',
    ],
  ])('is undecided where a fault %s', (_, fault, reason) => {
    expect(findingFor(account([1, 1, 1]), fault)).toEqual({
      check: 'faults',
      about: 'conditions',
      verdict: 'UNKNOWN',
      reasons: [reason],
    });
  });

  it('fails the harness where counts contradict each other, whatever else', () => {
    expect(findingFor(account([0, 0, 0]), account([1, 2, 2]))).toMatchObject({
      verdict: 'FAIL',
      reasons: ['the harness fired drop=10% 2 times of 1 planned'],
    });
    expect(findingFor(account([3, 1, 2]))).toMatchObject({
      verdict: 'FAIL',
      reasons: ['the harness observed drop=10% 2 times of 1 fired'],
    });
  });
});
