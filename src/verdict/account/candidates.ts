// The contributions an author claim can be about: those with the text that the claim stands beside.

import type { Author } from '../../model/reading.js';
import type { Contribution } from '../contribution.js';
import { groupBy } from '../grouping.js';

// Below this many a scan is cheaper than an index; thousands of agents may have written one value.
const SCAN_LIMIT = 8;

export class Candidates {
  readonly #contributions: readonly Contribution[];
  readonly #by_agent: ReadonlyMap<string, readonly Contribution[]> | undefined;

  constructor(contributions: readonly Contribution[]) {
    this.#contributions = contributions;
    if (contributions.length <= SCAN_LIMIT) return;
    this.#by_agent = groupBy(contributions, ({ write }) => write.agent_id);
  }

  /** Those the author is right about: the exact write where it names one, else all of that agent's. */
  of([agent_id, op_id]: Author): readonly Contribution[] {
    return this.#ofAgent(agent_id).filter(
      ({ write }) => write.agent_id === agent_id && (op_id === null || write.op_id === op_id),
    );
  }

  #ofAgent(agent_id: string): readonly Contribution[] {
    return this.#by_agent ? (this.#by_agent.get(agent_id) ?? []) : this.#contributions;
  }
}
