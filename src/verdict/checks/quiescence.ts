// Exchange came to rest: once faults were off, everyone came to hold what anyone held, in as many passes as
// the shape of the topology allows. Where it did not, nobody can say whether replicas would have converged.

import type { Check, CheckResult } from '../check.js';
import { PASSED, undecided } from '../check.js';
import { describeDot } from '../contribution.js';
import type { Heal } from '../evidence.js';
import type { Examination } from '../examination.js';
import type { Missing, MissingReport } from '../knowledge/completeness.js';
import { missingFrom } from '../knowledge/completeness.js';
import type { Ledger } from '../ledger.js';
import { placeOf } from '../place.js';
import { MAX_EXAMPLES } from '../reasons.js';

export const quiescence: Check = {
  name: 'quiescence',
  summary: 'the exchange came to rest within its bound, with everything everywhere',
  about: 'conditions',
  looks_at: 'surroundings',
  examine,
};

function examine({ ledger, heal }: Examination): CheckResult {
  if (heal?.type === 'off') return PASSED;
  if (!ledger.complete()) return undecided(describeMissing(ledger, heal));
  if (heal && heal.bound !== null && heal.passes > heal.bound) {
    const passes = `${passesOf(heal.passes)} where ${heal.bound} should do`;
    return undecided([`the heal took ${passes} (${heal.reason})`]);
  }
  return PASSED;
}

function describeMissing(ledger: Ledger, heal: Heal | undefined): readonly string[] {
  const report = missingFrom(ledger.chronicle, MAX_EXAMPLES);
  const why = heal
    ? `the heal ended after ${passesOf(heal.passes)}${boundOf(heal)} (${heal.reason})`
    : 'no heal followed the last write';
  return [`${why}, ${countOf(report)}`, ...report.examples.map((one) => describe(one, ledger))];
}

function passesOf(count: number): string {
  return count === 1 ? '1 pass' : `${count} passes`;
}

function boundOf({ bound }: Heal): string {
  return bound === null ? '' : ` of at most ${bound}`;
}

function countOf({ replicas }: MissingReport): string {
  return replicas === 1 ? '1 replica lacks writes' : `${replicas} replicas lack writes`;
}

function describe({ agent_index, author_index, round }: Missing, ledger: Ledger): string {
  const author = describeDot(ledger.agents[author_index] ?? '?', null);
  return `${placeOf(ledger, agent_index)} lacks writes of ${author} of round ${round}`;
}
