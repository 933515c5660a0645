// A race in the thread that asks for it: simulated, or of a store that no two threads can share.

import type { Operations } from '../operation.js';
import { closeRace } from './closing.js';
import { runLeg } from './leg.js';
import { createLives, Lives } from './lives.js';
import { RACE_STORES } from './race-stores.js';
import type { SessionRaceOptions } from './race-terms.js';
import type { RaceTime } from './race-time.js';
import type { RanRace } from './ran-race.js';

export interface HereTerms {
  readonly options: SessionRaceOptions;
  readonly path: string;
  readonly host: string;
  readonly time: RaceTime;
  /** Null: it is simulated. */
  readonly origin_ns: bigint | null;
  readonly deadline_ms: number;
  /** In the place of the correct ones: planted bugs. */
  readonly operations?: Operations;
}

export function raceHere(terms: HereTerms): RanRace {
  const { options, path, host, time, origin_ns, deadline_ms, ...rest } = terms;
  const lives = new Lives(createLives(options.agents), host);
  const { clock } = time;
  const store = RACE_STORES[options.store](path, { processes: lives, clock, ...rest });
  try {
    const leg = { options, thread: 0, threads: 1, store, lives, time, deadline_ms };
    const reports = [runLeg(leg)];
    return { origin_ns, reports, history: closeRace({ options, store, lives, time }, reports) };
  } finally {
    store.close();
  }
}
