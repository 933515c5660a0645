// The coordinator's own record of what was issued and what was delivered: ground truth for every check.
// It holds the script's writes by reference and deliveries by rule, so that 10,000 agents cost no table
// of who received what from whom.

import type { Deliveries } from '../model/deliveries.js';
import type { Write } from '../model/write.js';

const REACHES_EVERYONE: Readonly<Record<Deliveries['type'], boolean>> = {
  everyone_to_everyone: true,
};

/** One round as plain data: what was acknowledged, and the exchanges after it. */
export interface LedgerRound {
  /** Per agent, in program order. */
  readonly writes: readonly (readonly Write[])[];
  readonly deliveries: readonly Deliveries[];
}

/** A ledger as plain data: everything it was told, nothing it worked out. */
export interface LedgerEntries {
  readonly agents: readonly string[];
  readonly rounds: readonly LedgerRound[];
}

export class Ledger {
  /** Agent ids in the order of their indexes. */
  readonly agents: readonly string[];
  readonly #rounds: (readonly (readonly Write[])[])[] = [];
  /** Entry r: the exchanges after round r. */
  readonly #deliveries: Deliveries[][] = [];
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

  /**
   * The ledger that was told this.
   * @throws Error as `issue` does, for entries that no repetition could have made.
   */
  static from({ agents, rounds }: LedgerEntries): Ledger {
    const ledger = new Ledger(agents);
    for (const [round, { writes, deliveries }] of rounds.entries()) {
      ledger.issue(round, writes);
      for (const made of deliveries) ledger.deliver(round, made);
    }
    return ledger;
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
    this.#deliveries.push([]);
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
    this.#deliveries[round]?.push(deliveries);
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

  /** All it was told, to be kept: `Ledger.from` makes an equal ledger of it. */
  entries(): LedgerEntries {
    const rounds = this.#rounds.map((writes, round) => {
      return { writes, deliveries: [...(this.#deliveries[round] ?? [])] };
    });
    return { agents: this.agents, rounds };
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
