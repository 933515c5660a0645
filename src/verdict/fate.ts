// What can become of a contribution. Every contribution issued ends in exactly one of these.

export const FATES = [
  /** Held by the reading. */
  'survived',
  /** A scalar value overwritten by a write that had seen it. */
  'superseded',
  /** A scalar value dropped in favour of a concurrent one, without a signal. */
  'arbitrated',
  /** Named by an open escalation. */
  'escalated',
  /** Named by an escalation that was decided for another value. */
  'resolved',
  /** Refused with a code. */
  'rejected',
  /** Delivered, and neither held nor named. */
  'lost',
  'not_delivered',
  'unacknowledged',
  /** The judge could not tell: a text too ambiguous to be taken apart within its budget. */
  'undecided',
] as const;

export type Fate = (typeof FATES)[number];

/** How many contributions ended in each fate. */
export type FateCounts = Readonly<Record<Fate, number>>;

export function totalOf(fates: FateCounts): number {
  return FATES.reduce((sum, fate) => sum + fates[fate], 0);
}
