// What a thread of a race is given and what it gives back. Plain data and shared memory.

import type { LegReport } from './leg.js';
import type { SessionRaceOptions } from './race-terms.js';

export interface ThreadTask {
  readonly options: SessionRaceOptions;
  readonly thread: number;
  readonly path: string;
  /** Names the race among the holders of leases. */
  readonly host: string;
  readonly lives: SharedArrayBuffer;
  readonly start_line: SharedArrayBuffer;
  /** One word; other than 0: the race is over, whatever was asked for. */
  readonly stop: SharedArrayBuffer;
}

export interface ThreadReport extends LegReport {
  /** The instant of the start, on the clock that all threads share. */
  readonly origin_ns: bigint;
}
