// Every true conflict is surfaced when it comes to stand, with all its contenders and no other; nothing
// else is; and what is surfaced is not at the same time decided behind the reader's back.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import { illegalDecisions, inconsistenciesOf } from '../escalation-consistency.js';
import type { Examination } from '../examination.js';
import { placeOf, placeOfFinal } from '../place.js';
import { Reasons } from '../reasons.js';

export const escalation: Check = {
  name: 'escalation',
  summary: 'every true conflict is surfaced, complete and consistent, and no other',
  examine,
};

function examine(examination: Examination): CheckResult {
  const reasons = new Reasons();
  reasons.addAll(examination.escalations.reasons);
  reasons.addAll(inconsistencies(examination));
  if (reasons.count > 0) return failed(reasons.list());
  if (examination.finals.length === 0) return undecided(['there is no final reading']);
  const unobserved = observationGaps(examination);
  return unobserved.count > 0 ? undecided(unobserved.list()) : PASSED;
}

function inconsistencies({ ledger, finals, observations }: Examination): Reasons {
  const reasons = new Reasons();
  for (const final of finals) {
    const { reading } = final;
    const problems = [...inconsistenciesOf(reading), ...illegalDecisions(reading.escalations)];
    const place = placeOfFinal(ledger, final);
    for (const problem of problems) reasons.add(() => `${problem} at ${place}`);
  }
  for (const { round, agent_index, escalations } of observations) {
    const place = `${placeOf(ledger, agent_index)} after round ${round}`;
    for (const problem of illegalDecisions(escalations))
      reasons.add(() => `${problem} at ${place}`);
  }
  return reasons;
}

/** A round nobody looked at could have missed its conflicts unseen. */
function observationGaps({ ledger, observations }: Examination): Reasons {
  const reasons = new Reasons();
  const observed = new Set(observations.map(({ round }) => round));
  for (const round of ledger.rounds.keys()) {
    if (!observed.delete(round)) reasons.add(() => `no replica was observed after round ${round}`);
  }
  for (const round of observed) reasons.add(() => `round ${round} was observed and never issued`);
  return reasons;
}
