// Every contribution issued ends in exactly one fate, and the fates sum to what was issued, counted here
// from the ledger and not from the oracle's bookkeeping. It is the judge itself that fails this check.

import type { Account } from '../account/account.js';
import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import type { Examination } from '../examination.js';
import { totalOf } from '../fate.js';
import { countIssued } from '../issued.js';
import { Reasons } from '../reasons.js';

export const conservation: Check = {
  name: 'conservation',
  summary: 'every contribution issued has exactly one fate',
  examine,
};

function examine({ ledger, accounts }: Examination): CheckResult {
  if (accounts.length === 0) return undecided(['there is no final reading']);
  const issued = countIssued(ledger);
  const reasons = new Reasons();
  for (const account of accounts) enterDeviations(account, issued, reasons);
  if (reasons.count > 0) return failed(reasons.list());
  const count = Math.max(...accounts.map(({ fates }) => fates.undecided));
  return count > 0 ? undecided([`the fate of ${count} contributions is not known`]) : PASSED;
}

function enterDeviations(account: Account, issued: number, reasons: Reasons): void {
  const { fates, fateless_count, refated_count } = account;
  const total = totalOf(fates);
  if (total !== issued) reasons.add(() => `${issued} contributions issued, ${total} fates`);
  if (fateless_count > 0) reasons.add(() => `${fateless_count} contributions without a fate`);
  if (refated_count > 0) reasons.add(() => `${refated_count} contributions with two fates`);
}
