// A race that was run and not yet judged.

import type { RaceHistory } from '../history.js';
import type { LegReport } from './leg.js';

export interface RanRace {
  /** One per thread. */
  readonly reports: readonly LegReport[];
  /** With the drain and what was left after it. */
  readonly history: RaceHistory;
}
