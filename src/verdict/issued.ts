import { contributionsOf } from '../model/contribution.js';
import type { Ledger } from './ledger.js';

/** Contributions issued, counted from the ledger alone and apart from the oracle's bookkeeping. */
export function countIssued({ rounds }: Ledger): number {
  let count = 0;
  for (const write of rounds.flat(2)) count += contributionsOf(write).length;
  return count;
}
