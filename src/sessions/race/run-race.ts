// Runs a race, wherever it takes place, and judges nothing.

import { nowNs } from '../../metrics/clock.js';
import type { Operations } from '../operation.js';
import { raceHere } from './race-here.js';
import type { FailedRace } from './race-on-threads.js';
import { raceOnThreads } from './race-on-threads.js';
import type { SessionRaceOptions } from './race-terms.js';
import { realTime, simulatedTime } from './race-time.js';
import type { RanRace } from './ran-race.js';
import type { ThreadsSetup } from './threads.js';

/** For whoever tests or ends a race; nothing of it is part of what is asked for. */
export interface RaceSetup extends ThreadsSetup {
  /** Planted bugs, for races in the calling thread. */
  readonly operations?: Operations;
}

/** A race on a file that may be there already: it goes on from whatever the file holds. */
export async function runRace(
  options: SessionRaceOptions,
  path: string,
  setup: RaceSetup = {},
): Promise<RanRace | FailedRace> {
  const host = `race-${options.seed}`;
  if (options.threads > 0 && options.store !== 'memory') {
    return raceOnThreads({ options, path, host }, setup);
  }
  const planted = setup.operations ? { operations: setup.operations } : {};
  return raceHere({ options, path, host, ...timeOf(options), ...planted });
}

/** A simulation ends with its turns: its time is none that a machine could run out of. */
function timeOf({ threads, timeout_ms }: SessionRaceOptions) {
  if (threads === 0) return { time: simulatedTime(), origin_ns: null, deadline_ms: Infinity };
  const origin_ns = nowNs();
  const time = realTime(origin_ns);
  return { time, origin_ns, deadline_ms: time.clock.now_ms() + timeout_ms };
}
