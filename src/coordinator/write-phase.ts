// The write phase of one round: all agents at once, closed or at a rate; what was issued goes into the ledger.

import type { ShardInterval } from '../metrics/intervals.js';
import type { Write } from '../model/write.js';
import type { Pace } from '../workers/protocol.js';
import { paceOf } from './arrivals.js';
import type { ExchangeParts } from './exchange/parts.js';
import { spanNs } from './phase-stopwatch.js';
import { askAll } from './shard-link.js';

export class WritePhase {
  readonly #parts: ExchangeParts;
  readonly #intervals: ShardInterval[][] = [];
  #unissued_count = 0;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  /** Per round and shard. */
  get intervals(): readonly (readonly ShardInterval[])[] {
    return this.#intervals;
  }

  get unissued_count(): number {
    return this.#unissued_count;
  }

  async run(round: number): Promise<void> {
    const { plan, group, roster, ledger, stopwatch, shared } = this.#parts;
    const writes = plan.script.rounds[round] ?? [];
    const replies = await askAll(group.links, (shard) => {
      const own = (roster.seats[shard] ?? []).map((seat) => writes[seat.agent_index] ?? []);
      return { type: 'write', writes: own, pace: this.paceOf(round, shard) };
    });
    const issued = replies.map((reply) => reply.issued);
    ledger.issue(round, this.cut(writes, issued));
    shared?.enter(round, ledger);
    this.measured(replies);
    stopwatch.add('write', replies, spanNs(replies));
  }

  /** Enters when each shard was writing in one round. */
  measured(intervals: readonly ShardInterval[]): void {
    this.#intervals.push(intervals.map(({ started_ns, ended_ns }) => ({ started_ns, ended_ns })));
  }

  paceOf(round: number, shard: number): Pace {
    const { plan, roster } = this.#parts;
    const writes = plan.script.rounds[round] ?? [];
    const agents = (roster.seats[shard] ?? []).map(({ agent_index }) => {
      return { agent_index, writes: writes[agent_index]?.length ?? 0 };
    });
    return paceOf(plan.terms.load, { seed: plan.seed, round, agents });
  }

  /**
   * The lists of writes, cut where a shard ran out of time.
   * @param counts per shard and seat.
   */
  cut(
    writes: readonly (readonly Write[])[],
    counts: readonly (readonly number[])[],
  ): readonly (readonly Write[])[] {
    if (this.#parts.plan.terms.load.type === 'closed') return writes;
    return counts.flat().map((count, agent_index) => {
      const own = writes[agent_index] ?? [];
      this.#unissued_count += own.length - count;
      return own.slice(0, count);
    });
  }
}
