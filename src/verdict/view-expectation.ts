// What one replica is to hold and surface at one moment: the contract between the oracle and the accounts.

import type { Contribution } from './contribution.js';
import type { FieldHistory } from './field-history.js';

/** Why a replica need not hold a contribution that was issued. */
export const ABSENT_FATES = ['not_delivered', 'unacknowledged'] as const;
export type AbsentFate = (typeof ABSENT_FATES)[number];

/** Contributions that this replica does not hold, by fate. */
export type Absent = Readonly<Record<AbsentFate, readonly Contribution[]>>;

export interface ViewExpectation {
  /** By field, every field that this replica holds a write to. */
  readonly histories: ReadonlyMap<string, FieldHistory>;
  /** Every contribution issued, at the index that is its id, whoever holds it. */
  readonly contributions: readonly Contribution[];
  readonly absent: Absent;
}

/** Where everything reached everyone. */
export const NOTHING_ABSENT: Absent = { not_delivered: [], unacknowledged: [] };
