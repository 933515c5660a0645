// Evidence in, judgement out. The judge never trusts the judged: what is right comes from the ledger, and
// a check that breaks is undecided, never passed.

import { messageOf } from '../model/problem.js';
import type { Verdict } from '../model/verdict.js';
import { worstVerdict } from '../model/verdict.js';
import type { Check, CheckResult, Finding } from './check.js';
import { undecided } from './check.js';
import { CHECKS } from './checks/registry.js';
import type { Evidence } from './evidence.js';
import type { Examination } from './examination.js';
import { examine } from './examination.js';
import type { Judgement } from './judgement.js';
import { countsOf, outcomeOf } from './judgement.js';
import { UNCOUNTED } from './uncounted.js';

export type { Judgement } from './judgement.js';

/**
 * Judges one repetition. Never throws: what cannot be worked out is null, and undecided in the findings. Of one
 * that broke nothing is counted, and it never passes.
 */
export function judge(evidence: Evidence, checks: readonly Check[] = CHECKS): Judgement {
  const examination = examine(evidence);
  const concerned = checks.filter((check) => concerns(check, examination));
  const findings = concerned.map((check) => find(check, examination));
  const counts = evidence.broken ? UNCOUNTED : countsOf(examination);
  const least: readonly Verdict[] = evidence.broken ? ['UNKNOWN'] : [];
  return {
    verdict: worstVerdict([...least, ...findings.map(({ verdict }) => verdict)]),
    outcome: outcomeOf(examination, counts.converged),
    findings,
    ...counts,
  };
}

function concerns(check: Check, examination: Examination): boolean {
  if (examination.broken && check.rests_on !== 'history') return false;
  return check.concerns?.(examination) ?? true;
}

function find(check: Check, examination: Examination): Finding {
  const { name, about } = check;
  return { check: name, ...(about && { about }), ...resultOf(check, examination) };
}

function resultOf(check: Check, examination: Examination): CheckResult {
  try {
    return check.examine(examination);
  } catch (thrown) {
    return undecided([`the check broke: ${messageOf(thrown)}`]);
  }
}
