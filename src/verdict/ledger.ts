// The coordinator's own record of what was issued and what was delivered: ground truth for every check.
// It holds the script's writes by reference and deliveries by rule, so that 10,000 agents cost no table
// of who received what from whom.

import type { Deliveries } from '../model/deliveries.js';
import type { Write } from '../model/write.js';

const REACHES_EVERYONE: Readonly<Record<Deliveries['type'], boolean>> = {
  everyone_to_everyone: true,
};

export class Ledger {
  /** Agent ids in the order of their indexes. */
  readonly agents: readonly string[];
  readonly #rounds: (readonly (readonly Write[])[])[] = [];
  readonly #last_op_ids: number[];
  /** Entry r: the last round whose writes everyone had received before round r; -1 where there is none. */
  readonly #horizons: number[] = [];
  #delivered_round = -1;
  #delivered_count = 0;

  constructor(agents: readonly string[]) {
    if (new Set(agents).size < agents.length) throw new Error('the ledger needs unique agent ids');
    this.agents = agents;
    this.#last_op_ids = agents.map(() => -1);
  }

  /** `rounds[r][i]` are the acknowledged writes of agent i in round r. */
  get rounds(): readonly (readonly (readonly Write[])[])[] {
    return this.#rounds;
  }

  /**
   * Records the writes of the next round that were acknowledged: one list per agent, in program order,
   * `happens_after` closed. Call it before the round's exchange.
   * @throws Error where the round is not the next one, or a write is not its agent's next.
   */
  issue(round: number, writesPerAgent: readonly (readonly Write[])[]): void {
    if (round !== this.#rounds.length) {
      throw new Error(`round ${round} was issued where round ${this.#rounds.length} is next`);
    }
    if (writesPerAgent.length !== this.agents.length) {
      throw new Error(`${writesPerAgent.length} lists of writes for ${this.agents.length} agents`);
    }
    writesPerAgent.forEach((writes, index) => {
      for (const write of writes) this.#expectNext(write, index);
    });
    this.#rounds.push(writesPerAgent);
    this.#horizons.push(this.#delivered_round);
  }

  /**
   * Records the exchange after the last round issued.
   * @throws Error where it is of another round.
   */
  deliver(round: number, deliveries: Deliveries): void {
    if (round !== this.#rounds.length - 1) {
      throw new Error(`an exchange of round ${round} after round ${this.#rounds.length - 1}`);
    }
    if (!REACHES_EVERYONE[deliveries.type]) return;
    if (round > this.#delivered_round) this.#delivered_count += 1;
    this.#delivered_round = round;
  }

  /** True where `reader` held `writer`'s writes of round `write_round` before it wrote in `round`. */
  hadReceived(reader: string, writer: string, write_round: number, round: number): boolean {
    if (reader === writer) return write_round < round;
    return write_round <= (this.#horizons[round] ?? -1);
  }

  /** True where the writes of every round were delivered to everyone before the next. */
  get delivered(): boolean {
    return this.#delivered_count === this.#rounds.length;
  }

  #expectNext(write: Write, index: number): void {
    const agent = this.agents[index];
    if (write.agent_id !== agent)
      throw new Error(`a write of ${write.agent_id} listed at ${agent ?? '?'}`);
    if (write.op_id <= (this.#last_op_ids[index] ?? -1)) {
      throw new Error(`op ids of ${write.agent_id} do not increase: ${write.op_id}`);
    }
    this.#last_op_ids[index] = write.op_id;
  }
}
