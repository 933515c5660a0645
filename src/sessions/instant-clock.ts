// One instant per atomic step: whatever an operation asks the clock for, it is told the same, as if all of it
// happened at once. So a lease cannot expire between two looks at it within one commit.

import type { SessionClock } from './session-clock.js';

export class InstantClock implements SessionClock {
  readonly #clock: SessionClock;
  #instant_ms: number | null = null;

  constructor(clock: SessionClock) {
    this.#clock = clock;
  }

  get timeline(): string {
    return this.#clock.timeline;
  }

  /** Read at the first question of a step, when the step has the store to itself. */
  now_ms(): number {
    return (this.#instant_ms ??= this.#clock.now_ms());
  }

  /** The next question begins another step. */
  letGo(): void {
    this.#instant_ms = null;
  }
}
