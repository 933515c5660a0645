// A race that was run and not yet judged.

import type { RaceHistory } from '../history.js';
import type { LegReport } from './leg.js';

export interface RanRace {
  /** When it began, on the clock that all threads and processes share; null in a simulation. */
  readonly origin_ns: bigint | null;
  /** One per thread. */
  readonly reports: readonly LegReport[];
  /** With the drain and what was left after it. */
  readonly history: RaceHistory;
}
