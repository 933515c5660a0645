// What became of the faults that were asked for, counted as the exchange goes along. A fault that was
// planned and never fired has tested nothing, and a fault that fired and was never observed may not have
// happened; the judge is told all three numbers.

import type { FaultAccount } from '../../verdict/evidence.js';
import type { FaultEffect, FaultPlan } from './fault-plan.js';

/** How one copy of a blob came in. */
export interface ArrivalReport {
  /** Passes between its export and its import, beyond those that every blob takes. */
  readonly late_passes: number;
  /** 0 for the blob itself, 1 and up for what was made of it by duplication. */
  readonly copy: number;
  /** Null where it was accepted. */
  readonly refusal: string | null;
}

interface Counts {
  planned_count: number;
  fired_count: number;
  observed_count: number;
  note: string | null;
}

type Striking = Pick<FaultPlan, 'faults' | 'effects' | 'skewed_count'>;

export class FaultTally {
  readonly #plan: Striking;
  readonly #counts: readonly Counts[];

  constructor(plan: Striking) {
    this.#plan = plan;
    this.#counts = plan.effects.map((effect) => startOf(effect, plan.skewed_count));
  }

  /** The plan strikes an edge that is used. `struck` here and below: indexes of faults. */
  planned(struck: readonly number[]): void {
    this.#each(struck, (counts) => (counts.planned_count += 1));
  }

  /** There was a blob on that edge. */
  fired(struck: readonly number[]): void {
    this.#each(struck, (counts) => (counts.fired_count += 1));
  }

  /** That blob did not arrive. */
  lost(struck: readonly number[]): void {
    this.#observe(struck, 'lost');
  }

  /** One copy of that blob was imported or refused. A blob counts once for a fault, however many copies. */
  arrived(struck: readonly number[], { late_passes, copy, refusal }: ArrivalReport): void {
    if (struck.length === 0) return;
    if (copy === 1) this.#observe(struck, 'repeated');
    if (copy > 0) return;
    if (late_passes > 0) this.#observe(struck, 'late');
    if (refusal !== null) this.#observe(struck, 'refused');
  }

  /** An agent lost its replica, and its restart was acknowledged. */
  crashed(fault: number): void {
    this.planned([fault]);
    this.fired([fault]);
    this.#observe([fault], 'restarted');
  }

  /** How many contended scalars were decided for a writer whose clock is ahead, of how many in all. */
  won(won_count: number, contended_count: number): void {
    this.#counts.forEach((counts, fault) => {
      if (this.#plan.effects[fault] !== 'won') return;
      counts.observed_count = won_count;
      counts.note = `a clock that is ahead won ${won_count} of ${contended_count} contended scalars`;
    });
  }

  /** One per fault, in the order asked for. */
  accounts(): readonly FaultAccount[] {
    return this.#counts.map((counts, index) => ({
      fault: this.#plan.faults[index] ?? '',
      ...counts,
      note: counts.note ?? explain(counts),
    }));
  }

  #observe(struck: readonly number[], effect: FaultEffect): void {
    const shown = struck.filter((fault) => this.#plan.effects[fault] === effect);
    this.#each(shown, (counts) => (counts.observed_count += 1));
  }

  #each(struck: readonly number[], change: (counts: Counts) => void): void {
    for (const fault of struck) {
      const counts = this.#counts[fault];
      if (counts) change(counts);
    }
  }
}

/** Clocks are skewed before the first write and for good; all else is counted as it happens. */
function startOf(effect: FaultEffect, skewed_count: number): Counts {
  const count = effect === 'won' ? skewed_count : 0;
  return { planned_count: count, fired_count: count, observed_count: 0, note: null };
}

/** Why a fault did nothing; null where it did something. */
function explain({ planned_count, fired_count }: Counts): string | null {
  if (fired_count > 0) return null;
  return planned_count === 0
    ? 'it struck nothing: too improbable for so few blobs, or its passes never came'
    : 'it struck only where nothing was sent';
}
