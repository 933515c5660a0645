// What became of the faults that were asked for, counted as the exchange goes along. A fault that was
// planned and never fired has tested nothing, and a fault that fired and was never observed may not have
// happened; the judge is told all three numbers.

import type { Restart } from '../../model/deliveries.js';
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

type Striking = Pick<FaultPlan, 'faults' | 'effects' | 'idle_reasons'>;

export class FaultTally {
  readonly #plan: Striking;
  readonly #counts: readonly Counts[];

  constructor(plan: Striking) {
    this.#plan = plan;
    this.#counts = plan.effects.map(() => {
      return { planned_count: 0, fired_count: 0, observed_count: 0, note: null };
    });
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
  crashed(fault: number, identity: Restart['identity']): void {
    this.planned([fault]);
    this.fired([fault]);
    this.#observe([fault], 'restarted');
    const counts = this.#counts[fault];
    if (identity === 'reused' && counts) counts.note = hazardNote(counts.fired_count);
  }

  /**
   * Of the scalars that a writer whose clock is ahead and others contended for, how many it won. Every such
   * contest is one firing, observed in its end whoever won it: a strategy that takes no clock's word for
   * anything is unaffected, and that is no fault that failed to strike.
   */
  won(won_count: number, contended_count: number): void {
    this.#counts.forEach((counts, fault) => {
      if (this.#plan.effects[fault] !== 'contested') return;
      if (contended_count === 0) return;
      counts.planned_count = contended_count;
      counts.fired_count = contended_count;
      counts.observed_count = contended_count;
      counts.note = `a clock that is ahead won ${won_count} of ${contended_count} contended scalars`;
    });
  }

  /** One per fault, in the order asked for. */
  accounts(): readonly FaultAccount[] {
    return this.#counts.map((counts, index) => ({
      fault: this.#plan.faults[index] ?? '',
      ...counts,
      note: counts.note ?? explain(counts, this.#plan.idle_reasons[index] ?? IMPROBABLE),
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

function hazardNote(restarts: number): string {
  const times = restarts === 1 ? 'once' : `${restarts} times`;
  return `${times} an agent came back with a stale blob under its old identity, which engines may not survive`;
}

const IMPROBABLE = 'too improbable for so few blobs, or its passes never came';

/** Why a fault did nothing; null where it did something. */
function explain({ planned_count, fired_count }: Counts, idle_reason: string): string | null {
  if (fired_count > 0) return null;
  return planned_count === 0
    ? `it struck nothing: ${idle_reason}`
    : 'it struck only where nothing was sent';
}
