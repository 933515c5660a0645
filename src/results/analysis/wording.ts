// Shares and durations in English sentences; numbers and lists are in model/wording.ts.

import { quantity } from '../quantity.js';

/** A share of 0 to 1 in whole percent, but never 0 or 100 where it is neither. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  if (rounded === 0 && share > 0) return 'under 1 %';
  if (rounded === 100 && share < 1) return 'over 99 %';
  return `${rounded} %`;
}

/** Three digits in the unit that suits: `1.23 ms`, `45.6 s`, `789 ns`. */
export function duration(ns: number): string {
  return quantity(ns, 'ns');
}
