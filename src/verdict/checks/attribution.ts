// Authors that a strategy names are right. That it names one for all that survived is asked only of a
// strategy that declares to do so.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import type { Examination } from '../examination.js';
import { Reasons } from '../reasons.js';

export const attribution: Check = {
  name: 'attribution',
  summary: 'every author named is right, and named for all that survived',
  examine,
};

function examine({ accounts, attributes }: Examination): CheckResult {
  if (accounts.length === 0) return undecided(['there is no final reading']);
  const reasons = new Reasons();
  for (const { wrong_claims } of accounts) reasons.addAll(wrong_claims);
  if (attributes) for (const { unattributed } of accounts) reasons.addAll(unattributed);
  if (reasons.count > 0) return failed(reasons.list());
  return accounts.some(({ fates }) => fates.undecided > 0)
    ? undecided(['authors stand in texts too ambiguous to tell'])
    : PASSED;
}
