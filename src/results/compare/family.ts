// All gates of two studies tested together: the more there are, the likelier one of them differs by chance,
// and the more repetitions it takes to tell. What cannot be told is said: with n1 and n2 repetitions no test
// of ranks comes below a p that is known beforehand, and where that, times the number of gates, is not below
// 0.05, no slow-down however large would be found.

import { holm } from '../../metrics/statistics/holm.js';
import { mannWhitney } from '../../metrics/statistics/mann-whitney.js';
import type { Measurement } from './measure.js';
import { isGate } from './measure.js';
import type { Family } from './study-comparison.js';

/** The chance of one false alarm or more in a comparison of equal studies, before effect and floor are asked for. */
export const ALPHA = 0.05;

const MOST_RUNS = 1_000;

/** The gates among these measurements, and what their p come to after Holm's correction. */
export class GateFamily {
  readonly #adjusted: ReadonlyMap<Measurement, number>;

  constructor(measurements: readonly Measurement[]) {
    const gates = measurements.filter(({ metric }) => isGate(metric));
    const adjusted = holm(gates.map(({ p }) => p ?? 1));
    this.#adjusted = new Map(gates.map((gate, index) => [gate, adjusted[index] ?? 1]));
  }

  /** Null for what is no gate. */
  adjustedP(measurement: Measurement): number | null {
    return this.#adjusted.get(measurement) ?? null;
  }

  describe(): Family {
    const comparisons = this.#adjusted.size;
    const blind = [...this.#adjusted.keys()].filter(({ base, new: next }) =>
      isBlind(base.n, next.n, comparisons),
    );
    return { comparisons, blind: blind.length, runs_needed: runsNeeded(comparisons) };
  }
}

/** Whether no difference, however large, could be significant on its own among so many comparisons. */
function isBlind(base_n: number, new_n: number, comparisons: number): boolean {
  return leastP(base_n, new_n) * comparisons >= ALPHA;
}

function runsNeeded(comparisons: number): number {
  let runs = 2;
  while (runs < MOST_RUNS && isBlind(runs, runs, comparisons)) runs += 1;
  return runs;
}

const known = new Map<string, number>();

/** The p of repetitions of which all of one side lie beyond all of the other. */
function leastP(base_n: number, new_n: number): number {
  if (base_n < 2 || new_n < 2) return 1;
  const key = `${base_n} ${new_n}`;
  const found = known.get(key) ?? mannWhitney(range(0, base_n), range(base_n, new_n)).p;
  known.set(key, found);
  return found;
}

function range(first: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => first + index);
}
