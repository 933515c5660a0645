// What is explored: a few workers that race for a session, told as scripts, and what to look at.

import type { SessionClock } from '../session-clock.js';
import { ManualClock } from '../session-clock.js';
import type { Owner } from '../terms.js';
import type { InvariantName } from './invariants/registry.js';
import type { StepwiseMethods, Steps } from './steps.js';
import { inOneStep } from './steps.js';

export interface Exploration {
  /** What meets what: `claim against claim`. */
  readonly name: string;
  /** What happens before, one after the other. */
  readonly before: Script;
  /** Two or three, of a handful of steps each: their interleavings are counted by a multinomial. */
  readonly workers: readonly Script[];
  /** What happens when all are done, one after the other. */
  readonly after: Script;
  /** What it is there for: none of these may be left without a case. */
  readonly exercises: readonly InvariantName[];
}

/** What a worker does, step by step; it goes by the answers it gets. */
export type Script = (stage: Stage) => Steps<void>;

/** What scripts act on. */
export interface Stage {
  readonly store: StepwiseMethods;
  readonly world: World;
}

/** What happens to a store from outside; new for each interleaving. Each event is a step. */
export class World {
  readonly clock = new ManualClock();
  readonly #dead = new Set<string>();
  #wall_ahead_ms = 0;

  readonly wall: SessionClock = {
    now_ms: () => this.clock.now_ms() + this.#wall_ahead_ms,
    timeline: this.clock.timeline,
  };

  readonly isDefinitelyDead = ({ incarnation_id }: Owner): boolean =>
    this.#dead.has(incarnation_id);

  /** Time goes on, on every clock. */
  pass(ms: number): Steps<void> {
    return inOneStep(() => {
      this.clock.advance(ms);
    });
  }

  /** Somebody sets the clock on the wall; negative is back. */
  setWall(by_ms: number): Steps<void> {
    return inOneStep(() => {
      this.#wall_ahead_ms += by_ms;
    });
  }

  /** The owner's process is gone. */
  die({ incarnation_id }: Owner): Steps<void> {
    return inOneStep(() => {
      this.#dead.add(incarnation_id);
    });
  }
}
