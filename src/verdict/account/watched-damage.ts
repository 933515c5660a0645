// Damage to the writes of certain agents, counted by write: those that a hazard of their own threatens.

import type { Write } from '../../model/write.js';
import type { Contribution } from '../contribution.js';

/** Writes that lost a contribution, and writes that had one dropped without a signal. */
export interface WatchedCounts {
  readonly lost: number;
  readonly arbitrated: number;
}

export class WatchedDamage {
  readonly #agents: ReadonlySet<string>;
  readonly #writes = { lost: new Set<Write>(), arbitrated: new Set<Write>() };

  constructor(agents: ReadonlySet<string>) {
    this.#agents = agents;
  }

  enter({ write }: Contribution, fate: keyof WatchedCounts): void {
    if (this.#agents.has(write.agent_id)) this.#writes[fate].add(write);
  }

  counts(): WatchedCounts {
    return { lost: this.#writes.lost.size, arbitrated: this.#writes.arbitrated.size };
  }
}
