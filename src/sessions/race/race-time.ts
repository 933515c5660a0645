// The two kinds of time that a race can run in. Simulated: it goes on by a fixed step whenever it is read, so that
// every reading differs and nothing depends on the machine. Real: the clock that all threads share.

import { elapsedNs, nowNs } from '../../metrics/clock.js';
import type { SessionClock } from '../session-clock.js';
import { ManualClock, systemSessionClock } from '../session-clock.js';
import { sleep } from './yield-points.js';

export interface RaceTime {
  /** What leases expire by. */
  readonly clock: SessionClock;
  /** Nanoseconds since the race's start. */
  readonly instant: () => number;
  /** Until then all agents wait. */
  readonly sleep: (wait_ms: number) => void;
}

/** A power of two, so that the sum of any number of steps is exact; a whole number of nanoseconds. */
const STEP_MS = 2 ** -6;
const NS_PER_MS = 1e6;

export function simulatedTime(): RaceTime {
  const clock = new ManualClock('simulated');
  return {
    clock,
    instant: () => {
      clock.advance(STEP_MS);
      return clock.now_ms() * NS_PER_MS;
    },
    sleep: (wait_ms) => {
      clock.advance(Math.ceil(wait_ms / STEP_MS) * STEP_MS);
    },
  };
}

export function realTime(origin_ns: bigint): RaceTime {
  return { clock: systemSessionClock(), instant: () => elapsedNs(origin_ns, nowNs()), sleep };
}
