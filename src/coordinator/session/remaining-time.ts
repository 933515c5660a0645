// How long a study will still take, from what its cells have taken so far. A cell not executed yet is
// expected to take the mean of those that were: the order is shuffled, so they are a fair draw.

import type { SeenRepetitions } from '../../results/study/seen-repetitions.js';
import type { AnyVisit } from '../plan.js';
import { visitsOf } from '../plan.js';
import type { StudyConfiguration } from '../study.js';
import { cellIdOf } from '../study.js';

interface CellTime {
  left: number;
  /** What its latest visit took, process and all; null before the first. */
  latest_ms: number | null;
}

export class RemainingTime {
  readonly #cells = new Map<string, CellTime>();

  constructor(study: StudyConfiguration, finished: SeenRepetitions) {
    for (const visit of visitsOf(study)) {
      const cell = this.#cellOf(visit);
      if (!finished.has(cellIdOf(visit.cell), visit.repetition)) cell.left += 1;
    }
  }

  visitTook(visit: AnyVisit, taken_ms: number): void {
    const cell = this.#cellOf(visit);
    cell.left -= 1;
    cell.latest_ms = taken_ms;
  }

  /** Null before anything was executed. */
  estimateMs(): number | null {
    const cells = [...this.#cells.values()];
    const known = cells.flatMap(({ latest_ms }) => latest_ms ?? []);
    if (known.length === 0) return null;
    const mean_ms = known.reduce((sum, ms) => sum + ms, 0) / known.length;
    return cells.reduce((sum, { left, latest_ms }) => sum + left * (latest_ms ?? mean_ms), 0);
  }

  #cellOf({ cell }: AnyVisit): CellTime {
    const id = cellIdOf(cell);
    const known = this.#cells.get(id) ?? { left: 0, latest_ms: null };
    this.#cells.set(id, known);
    return known;
  }
}
