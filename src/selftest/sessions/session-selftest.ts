// The selftest of the session store: every planted bug must be caught by the invariant that is there for it, and
// the correct store must alarm none, in every interleaving of every exploration. There is no seed in it: all is run.

import type { Exploration } from '../../sessions/explore/exploration.js';
import type { Invariants } from '../../sessions/explore/invariants/registry.js';
import { INVARIANTS } from '../../sessions/explore/invariants/registry.js';
import { EXPLORATIONS } from '../../sessions/explore/scripts/registry.js';
import type { Plant } from '../../sessions/plants/plant.js';
import { PLANTS } from '../../sessions/plants/registry.js';
import type { CleanExploration } from './clean-exploration.js';
import { exploreClean } from './clean-exploration.js';
import type { PlantDetection } from './plant-detection.js';
import { detectPlant } from './plant-detection.js';

/** Everything where left out. */
export interface SessionSelftestOptions {
  readonly plants?: readonly Plant[];
  readonly explorations?: readonly Exploration[];
  readonly invariants?: Invariants;
}

export interface SessionSelftestReport {
  readonly planted: readonly PlantDetection[];
  readonly clean: readonly CleanExploration[];
}

export function runSessionSelftest(
  { plants = PLANTS, explorations = EXPLORATIONS, invariants = INVARIANTS }: SessionSelftestOptions,
  onStep: (step: string) => void,
): SessionSelftestReport {
  const planted = plants.map((plant) => {
    onStep(`planted in the session store: ${plant.name}`);
    return detectPlant(plant, invariants);
  });
  const clean = explorations.map((exploration) => {
    onStep(`session store: ${exploration.name}`);
    return exploreClean(exploration, invariants);
  });
  return { planted, clean };
}

/** How many went wrong, of both kinds. */
export function countTroubles({ planted, clean }: SessionSelftestReport): number {
  const escaped = planted.filter(({ escape }) => escape !== null);
  const alarmed = clean.filter(({ alarm }) => alarm !== null);
  return escaped.length + alarmed.length;
}
