// Every fault that was asked for struck, and its effect was seen. A fault that never did proves nothing about
// the strategy, and counts that contradict each other are a bug of this harness.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import type { FaultAccount } from '../evidence.js';
import type { Examination } from '../examination.js';
import { Reasons } from '../reasons.js';

export const faults: Check = {
  name: 'faults',
  summary: 'every fault asked for fired and was observed',
  about: 'conditions',
  looks_at: 'surroundings',
  rests_on: 'history',
  examine,
};

function examine({ faults: accounts = [] }: Examination): CheckResult {
  const contradictions = new Reasons();
  const idle = new Reasons();
  for (const account of accounts) {
    const contradiction = contradictionIn(account);
    if (contradiction !== null) contradictions.add(() => contradiction);
    const reason = whyIdle(account);
    if (reason !== null) idle.add(() => reason);
  }
  if (contradictions.count > 0) return failed(contradictions.list());
  return idle.count > 0 ? undecided(idle.list()) : PASSED;
}

/** What cannot be, whatever the strategy does. */
function contradictionIn({
  fault,
  planned_count,
  fired_count,
  observed_count,
}: FaultAccount): string | null {
  if (fired_count > planned_count) {
    return `the harness fired ${fault} ${fired_count} times of ${planned_count} planned`;
  }
  if (observed_count > fired_count) {
    return `the harness observed ${fault} ${observed_count} times of ${fired_count} fired`;
  }
  return null;
}

function whyIdle({
  fault,
  planned_count,
  fired_count,
  observed_count,
  note,
}: FaultAccount): string | null {
  const more = note === null ? '' : ` (${note})`;
  if (planned_count === 0) return `${fault} was never planned to strike${more}`;
  if (fired_count === 0) return `${fault} never fired of ${planned_count} planned${more}`;
  return observed_count === 0 ? `${fault} fired ${fired_count} times, never observed${more}` : null;
}
