// What carries the lanes of a race: threads side by side, or one thread that takes turns for all.

import type { Exit, Lane } from './lane.js';

export interface RaceTrack extends Exit {
  /**
   * Runs a lane until its agents have finished and nothing can reach them any more.
   * @param start waits for the other shards and answers when all start.
   */
  run(lane: Lane, start: () => bigint): Promise<RaceRun>;
}

export interface RaceRun {
  /** The start, one reading of the clock for all shards. */
  readonly origin_ns: bigint;
  readonly idle_ns: number;
}

/** A lane's ears: what the other shards send. */
export interface Ears {
  /** Hands the lane what has arrived. */
  listen(lane: Lane): void;
  /** Blocks until something arrives, or so long. */
  sleep(at_most_ms: number): void;
  /** Tells the others that nothing more will come from here. */
  announceEnd(): void;
  /** Whether nothing more will come from the others. */
  readonly quiet: boolean;
}
