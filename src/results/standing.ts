// How a repetition ended, seen against what is expected of its strategy. An expected failure counts as one only
// where the repetition tested what it was asked to: what never came about has not failed.

import { DRAWN_FAULTS } from '../model/drawn-faults.js';
import type { RepetitionRecord } from './record.js';

/**
 * Whether costs may be compared with others': `valid` passed; `baseline` failed as it is expected to; `invalid`
 * failed and should not have; `undecided` has no verdict, or failed as expected in a test other than the one
 * asked for. Only what is valid is ranked: fast but wrong is wrong.
 */
export type Standing = 'valid' | 'baseline' | 'invalid' | 'undecided';

type Judged = Pick<RepetitionRecord, 'verdict' | 'findings' | 'faults'>;

export function standingOf(
  record: Judged,
  expectation: RepetitionRecord['expectation'] | undefined,
): Standing {
  switch (record.verdict) {
    case 'PASS':
      return 'valid';
    case 'UNKNOWN':
      return 'undecided';
    case 'FAIL':
      if (expectation !== 'fail') return 'invalid';
      return testedWhatWasAsked(record) ? 'baseline' : 'undecided';
  }
}

/** From the worst to the best. */
const SEVERITY: readonly Standing[] = ['invalid', 'undecided', 'baseline', 'valid'];

/** The worst of them; `valid` where there are none. */
export function worstStanding(standings: readonly Standing[]): Standing {
  return SEVERITY.find((standing) => standings.includes(standing)) ?? 'valid';
}

function testedWhatWasAsked({ findings, faults }: Judged): boolean {
  if (faults === DRAWN_FAULTS) return true;
  return findings.every(({ verdict, about }) => verdict !== 'UNKNOWN' || about !== 'conditions');
}
