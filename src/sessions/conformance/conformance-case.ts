// What the conformance suite is made of. It needs no test runner: a case is a sentence about stores and a function
// that throws where a store does not keep it.

import type { SessionStore } from '../store.js';
import type { ManualClock } from '../session-clock.js';
import type { ControlledProcesses } from './controlled-processes.js';

export const CONFORMANCE_AREAS = [
  'lease',
  'reclaim',
  'work',
  'inputs',
  'commit',
  'arguments',
] as const;
export type ConformanceArea = (typeof CONFORMANCE_AREAS)[number];

/** What a case must have in its hands. A store that takes no clock leaves those that need one undecided. */
export const CONFORMANCE_CONTROLS = ['clock', 'processes'] as const;
export type ConformanceControl = (typeof CONFORMANCE_CONTROLS)[number];

export interface ConformanceHarness {
  /** A fresh and empty store, which tells time and death by what follows. Whoever made the harness closes it. */
  open(): Promise<SessionStore>;
  readonly clock: ManualClock;
  readonly processes: ControlledProcesses;
}

export interface ConformanceCase {
  /** A sentence about every store, unique. */
  readonly name: string;
  readonly area: ConformanceArea;
  readonly needs: readonly ConformanceControl[];
  /** @throws ConformanceFailure where the store does otherwise. */
  run(harness: ConformanceHarness): Promise<void>;
}
