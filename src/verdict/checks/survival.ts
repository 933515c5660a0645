// Nothing that was issued is missing without a signal, and nothing else is there. Every distinct final
// reading is gone through in full.

import { damageOf } from '../account/account.js';
import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import type { Examination } from '../examination.js';
import { Reasons } from '../reasons.js';

export const survival: Check = {
  name: 'survival',
  summary: 'nothing is lost, dropped without a signal, duplicated or made up',
  examine,
};

function examine({ accounts }: Examination): CheckResult {
  if (accounts.length === 0) return undecided(['there is no final reading']);
  if (accounts.some((account) => damageOf(account) > 0)) {
    const reasons = new Reasons();
    for (const { damage } of accounts) reasons.addAll(damage);
    return failed(reasons.list());
  }
  const count = Math.max(...accounts.map(({ fates }) => fates.undecided));
  return count > 0
    ? undecided([`${count} fragments stand in texts too ambiguous to tell`])
    : PASSED;
}
