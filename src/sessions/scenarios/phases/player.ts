// What a phase does to the store, and what it must see.

import type { PhaseOf, PhaseType } from '../phase.js';
import type { Stage } from '../stage.js';

/** Rejects with Unmet where the store does otherwise than the phase expects. */
export type Player<T extends PhaseType> = (stage: Stage, phase: PhaseOf<T>) => Promise<void>;
