// What a record says of the faults that were asked for, also where the repetition broke under them.

import type { Evidence, FaultAccount } from '../verdict/evidence.js';

/** Sums over the faults asked for; null where none was. */
export function faultColumnsOf({ faults: accounts }: Pick<Evidence, 'faults'>) {
  const sum = (countOf: (account: FaultAccount) => number): number | null =>
    accounts ? accounts.reduce((total, account) => total + countOf(account), 0) : null;
  return {
    fault_accounts: accounts ? [...accounts] : [],
    faults_planned: sum(({ planned_count }) => planned_count),
    faults_fired: sum(({ fired_count }) => fired_count),
    faults_observed: sum(({ observed_count }) => observed_count),
  };
}
