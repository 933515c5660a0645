// The coordinator's own record of what was issued and what was delivered: ground truth for every check.
// It holds the script's writes by reference and deliveries as they were made; who held what follows from
// them and is worked out when it is asked for (knowledge/), so that 10,000 agents cost no table of who
// received what from whom.

import type { Deliveries } from '../model/deliveries.js';
import type { Write } from '../model/write.js';
import { refuseBadDeliveries } from './delivery-rules.js';
import type { Chronicle } from './knowledge/chronicle.js';
import { chronicle } from './knowledge/chronicler.js';
import { completenessOf } from './knowledge/completeness.js';
import type { LedgerEntries } from './ledger-entries.js';

export type { LedgerEntries, LedgerRound } from './ledger-entries.js';

/** How a type of deliveries counts: as a pass of lock-step exchange, as an exchange at all. */
const COUNTS: Readonly<
  Record<Deliveries['type'], { readonly passes: number; readonly exchange: boolean }>
> = {
  everyone_to_everyone: { passes: 1, exchange: true },
  pass: { passes: 1, exchange: true },
  restart: { passes: 0, exchange: false },
  race: { passes: 0, exchange: true },
};

export class Ledger {
  /** Agent ids in the order of their indexes. */
  readonly agents: readonly string[];
  readonly #rounds: (readonly (readonly Write[])[])[] = [];
  /** Entry r: what happened after (in a race: during) the writes of round r. */
  readonly #deliveries: Deliveries[][] = [];
  readonly #last_op_ids: number[];
  /** Entry r: the last round whose writes everyone had received before round r; -1 where there is none. */
  readonly #horizons: number[] = [];
  #delivered_round = -1;
  #delivered_count = 0;
  #passes = 0;
  /** True as long as nothing but passes that reached everyone was recorded. */
  #reached_everyone = true;
  #chronicle: Chronicle | undefined;
  /** What was found when it was last asked, as long as nothing has happened since. */
  #complete: boolean | undefined;
  /** Where something was missing then. */
  #incomplete_block = 0;

  constructor(agents: readonly string[]) {
    if (new Set(agents).size < agents.length) throw new Error('the ledger needs unique agent ids');
    this.agents = agents;
    this.#last_op_ids = agents.map(() => -1);
  }

  /**
   * The ledger that was told this.
   * @throws Error as `issue` and `deliver` do, for entries that no repetition could have made.
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

  /** Passes recorded so far, and so the number of the next one; a race is none. */
  get passes(): number {
    return this.#passes;
  }

  /** True where every round was followed by some exchange, whomever it reached. */
  get exchanged(): boolean {
    return this.#deliveries.every((made) => made.some(({ type }) => COUNTS[type].exchange));
  }

  /** True where the writes of every round were delivered to everyone before the next, in no other way. */
  get delivered(): boolean {
    return this.#reached_everyone && this.#delivered_count === this.#rounds.length;
  }

  /** The history in the form in which knowledge is followed, as of now. */
  get chronicle(): Chronicle {
    this.#chronicle ??= chronicle(this.entries());
    return this.#chronicle;
  }

  /**
   * Records the writes of the next round that were acknowledged: one list per agent, in program order,
   * `happens_after` closed. Call it before the round's exchange; of a race, before `deliver` says how.
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
    this.#changed();
  }

  /**
   * Records what happened next, after (in a race: during) the writes of the last round issued. A race comes
   * first in its round. A restart comes where it happened between passes: after the pass whose blob was the
   * last that its agent exported, before the next one. Passes of a storm and a heal belong to the last round.
   * @throws Error where it is of another round, or names what cannot be: an agent that does not exist, a
   *   blob of a pass still to come or that was never exported, a race that no order of events explains.
   */
  deliver(round: number, deliveries: Deliveries): void {
    const earlier = this.#deliveries[round];
    const writes = this.#rounds[round];
    if (!earlier || !writes || round !== this.#rounds.length - 1) {
      throw new Error(`an exchange of round ${round} after round ${this.#rounds.length - 1}`);
    }
    const context = { agents: this.agents.length, passes: this.#passes, writes, earlier };
    refuseBadDeliveries(deliveries, context);
    earlier.push(deliveries);
    this.#passes += COUNTS[deliveries.type].passes;
    this.#changed();
    if (deliveries.type === 'everyone_to_everyone') this.#deliverToEveryone(round);
    else this.#reached_everyone = false;
  }

  /** True where `reader` held `writer`'s writes of round `write_round` before it wrote in `round`, where
   * every pass reached everyone. */
  hadReceived(reader: string, writer: string, write_round: number, round: number): boolean {
    if (reader === writer) return write_round < round;
    return write_round <= (this.#horizons[round] ?? -1);
  }

  /**
   * True where every replica now holds all that any replica holds. Where it does not, asking costs about one
   * replay of a block of units; where it does, one of each block. Nothing is held in between.
   */
  complete(): boolean {
    if (this.#deliveries.at(-1)?.at(-1)?.type === 'everyone_to_everyone') return true;
    this.#complete ??= this.#askForComplete();
    return this.#complete;
  }

  /** All it was told, to be kept: `Ledger.from` makes an equal ledger of it. */
  entries(): LedgerEntries {
    const rounds = this.#rounds.map((writes, round) => {
      return { writes, deliveries: [...(this.#deliveries[round] ?? [])] };
    });
    return { agents: this.agents, rounds };
  }

  #askForComplete(): boolean {
    const { complete, block } = completenessOf(this.chronicle, this.#incomplete_block);
    this.#incomplete_block = block;
    return complete;
  }

  /** What was worked out is no longer so. */
  #changed(): void {
    this.#chronicle = undefined;
    this.#complete = undefined;
  }

  #deliverToEveryone(round: number): void {
    if (round > this.#delivered_round) this.#delivered_count += 1;
    this.#delivered_round = round;
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
