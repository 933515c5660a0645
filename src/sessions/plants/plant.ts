// A planted bug of a session store: one operation that does what stores really get wrong, with all else sound; the
// exploration in which it shows, and the invariant that must notice.

import type { Exploration } from '../explore/exploration.js';
import type { InvariantName } from '../explore/invariants/registry.js';
import type { StepwiseOperations } from '../explore/steps.js';
import type { Operations } from '../operation.js';
import type { SessionClock } from '../session-clock.js';

interface Planted {
  /** What it does, as a verb: `clears a newer lease with a stale release`. */
  readonly name: string;
  /** The invariant that must notice. */
  readonly breaks: InvariantName;
  /** What else must, because the bug cannot do the one without the other. Nothing further may. */
  readonly consequences: readonly InvariantName[];
  readonly shown_by: Exploration;
}

/** Wrong in whatever order calls come. */
export interface OperationPlant extends Planted {
  readonly how: 'operation';
  /** @param wall a clock that people set; a store that reads it is wrong. */
  readonly plant: (sound: Operations, wall: SessionClock) => Partial<Operations>;
}

/** Right by itself, wrong when somebody else comes between two of its steps. */
export interface StepwisePlant extends Planted {
  readonly how: 'stepwise';
  readonly plant: (sound: Operations) => Partial<StepwiseOperations>;
}

export type Plant = OperationPlant | StepwisePlant;
