// Which visits of a study are in its journal already, by cell and repetition. A bit per repetition: this is
// all that a resumed study keeps of what it did before.

import type { RepetitionRecord } from '../../results/record.js';
import type { Visit } from '../plan.js';
import { cellIdOf } from '../study.js';

export class FinishedVisits {
  readonly #repetitions = new Map<string, bigint>();

  add({ cell_id, repetition }: Pick<RepetitionRecord, 'cell_id' | 'repetition'>): void {
    const known = this.#repetitions.get(cell_id) ?? 0n;
    this.#repetitions.set(cell_id, known | (1n << BigInt(repetition)));
  }

  has({ cell, repetition }: Visit): boolean {
    const known = this.#repetitions.get(cellIdOf(cell)) ?? 0n;
    return ((known >> BigInt(repetition)) & 1n) === 1n;
  }
}
