// What replicas must hold and surface, each by what it had received.

import type { ExpectedConflict } from './conflict.js';
import type { Ending } from './ending.js';
import type { Sighting } from './sighting.js';
import type { ViewExpectation } from './view-expectation.js';

/** The conflicts that stand, by field. */
export type StandingConflicts = ReadonlyMap<string, ExpectedConflict>;

export interface Expectations {
  /** Final readings in their order, each split by the knowledge of its replicas. */
  readonly endings: readonly Ending[];
  /** What the replicas of one group must hold in the end. Asked for group after group, it costs least. */
  expectationOf(group: number): ViewExpectation;
  /** Goes through the sightings in order of rounds, with the conflicts that stood at each. */
  follow(
    sightings: readonly Sighting[],
    enter: (sighting: Sighting, standing: StandingConflicts) => void,
  ): void;
  /** Conflicts that came to stand; null where that depends on the replica, and those observed are counted. */
  readonly conflict_count: number | null;
}
