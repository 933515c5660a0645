// Time as leases see it: monotonic, so that setting the wall clock ends or prolongs no lease.

import { readFileSync } from 'node:fs';
import { nowNs } from '../metrics/clock.js';

export interface SessionClock {
  /** Milliseconds on a clock that never goes back. */
  now_ms(): number;
  /** Which run of the clock this is: instants of different ones cannot be compared (it begins again at boot). */
  readonly timeline: string;
}

const NS_PER_MS = 1e6;

/** The system's monotonic clock, one for all processes of this boot. */
export function systemSessionClock(): SessionClock {
  return { now_ms: () => Number(nowNs()) / NS_PER_MS, timeline: readBootId() };
}

/** The id of this boot where the system tells it. */
export function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'boot';
  }
}

/** Stands still until it is moved. For tests, simulation and exploration. */
export class ManualClock implements SessionClock {
  readonly timeline: string;
  #now_ms = 0;

  constructor(timeline = 'manual') {
    this.timeline = timeline;
  }

  now_ms(): number {
    return this.#now_ms;
  }

  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`a clock goes on, not by ${ms} ms`);
    this.#now_ms += ms;
  }
}
