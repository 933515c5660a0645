// Whether a bug planted in a session store is caught: in the interleavings of the exploration that it names, the
// invariants that it names are broken, and no other. One that another notices has escaped too.

import { messageOf } from '../../model/problem.js';
import type { ExplorationReport } from '../../sessions/explore/explore.js';
import { explore } from '../../sessions/explore/explore.js';
import type { Schedule } from '../../sessions/explore/interleaving.js';
import type { Invariants } from '../../sessions/explore/invariants/registry.js';
import type { Plant } from '../../sessions/plants/plant.js';
import { openPlanted } from '../../sessions/plants/planted-store.js';

/** What became of one planted bug; it is caught where nothing escaped. */
export interface PlantDetection {
  readonly bug: string;
  /** The invariant that must notice. */
  readonly property: string;
  readonly exploration: string;
  /** All there are, and all of them were run. */
  readonly interleavings: number;
  /** Which of them showed it first, from 1; null: none did. */
  readonly found_at: number | null;
  /** Shows it again: which worker took each step, by index. */
  readonly schedule: Schedule | null;
  /** What happened instead, for people; null: it is caught. */
  readonly escape: string | null;
}

export function detectPlant(plant: Plant, invariants: Invariants): PlantDetection {
  const { name, breaks, shown_by } = plant;
  const named = { bug: name, property: breaks, exploration: shown_by.name };
  try {
    return { ...named, ...outcomeOf(plant, explore(shown_by, openPlanted(plant), invariants)) };
  } catch (thrown) {
    const escape = `threw: ${messageOf(thrown)}`;
    return { ...named, interleavings: 0, found_at: null, schedule: null, escape };
  }
}

function outcomeOf(plant: Plant, { interleavings, violations }: ExplorationReport) {
  const first = violations.find(({ invariant }) => invariant === plant.breaks);
  const { found_at = null, schedule = null } = first ?? {};
  const broken = violations.map(({ invariant }) => invariant);
  return { interleavings, found_at, schedule, escape: escapeOf(plant, broken) };
}

function escapeOf({ breaks, consequences }: Plant, broken: readonly string[]): string | null {
  if (broken.length === 0) return 'nothing was broken';
  const named: ReadonlySet<string> = new Set([breaks, ...consequences]);
  const exact = broken.length === named.size && broken.every((name) => named.has(name));
  return exact ? null : `broken: ${broken.join(', ')}`;
}
