// Damage to the writes that a hazard threatens, counted by write, and whether others were damaged as well: what
// happens to those that nothing threatens is the strategy's own way.

import type { Write } from '../../model/write.js';
import type { Contribution } from '../contribution.js';

/** Whether a hazard threatens the write that this is of. */
export type Watch = (contribution: Contribution) => boolean;

export interface WatchedCounts {
  /** Threatened writes that lost a contribution. */
  readonly lost: number;
  /** Threatened writes that had one dropped without a signal. */
  readonly arbitrated: number;
  /** Contributions lost of writes that nothing threatened. */
  readonly others_lost: number;
}

export class WatchedDamage {
  readonly #threatens: Watch;
  readonly #writes = { lost: new Set<Write>(), arbitrated: new Set<Write>() };
  #others_lost = 0;

  constructor(threatens: Watch) {
    this.#threatens = threatens;
  }

  enter(contribution: Contribution, fate: 'lost' | 'arbitrated'): void {
    if (this.#threatens(contribution)) this.#writes[fate].add(contribution.write);
    else if (fate === 'lost') this.#others_lost += 1;
  }

  counts(): WatchedCounts {
    const { lost, arbitrated } = this.#writes;
    return { lost: lost.size, arbitrated: arbitrated.size, others_lost: this.#others_lost };
  }
}
