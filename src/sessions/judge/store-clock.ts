// The store's clock, as far as a history tells it. Only a first acquisition does: its expiry less its time to live is
// the instant at which it took effect. What lies between two of them took effect between their instants.

import type { RaceHistory } from '../history.js';
import { acquisitionsOf } from './acquisitions.js';
import type { Dated } from './order.js';
import { greatestBefore, leastAfter } from './order.js';

/** Adding and taking away a time to live may round; a microsecond is far above that and far below any lease. */
export const CLOCK_TOLERANCE_MS = 1e-3;

export interface Bracket {
  /** The call took effect at this instant or later. */
  readonly earliest_ms: number;
  readonly latest_ms: number;
}

/** When, on the store's clock, what began and ended at those instants may have taken effect. */
export type StoreClock = (began_ns: number, ended_ns: number) => Bracket;

export function storeClockOf(history: RaceHistory): StoreClock {
  const told = acquisitionsOf(history).filter(({ store_ms }) => store_ms !== null);
  const before = greatestBefore(told.map((one) => dated(one.ended_ns, one.store_ms)));
  const after = leastAfter(told.map((one) => dated(one.began_ns, one.store_ms)));
  return (began_ns, ended_ns) => ({
    earliest_ms: (before(began_ns)?.rank ?? -Infinity) - CLOCK_TOLERANCE_MS,
    latest_ms: (after(ended_ns)?.rank ?? Infinity) + CLOCK_TOLERANCE_MS,
  });
}

function dated(at_ns: number, store_ms: number | null): Dated<null> {
  return { at_ns, rank: store_ms ?? 0, item: null };
}
