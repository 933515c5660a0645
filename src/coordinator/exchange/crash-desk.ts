// Agents that die and come back: what the plan says of a pass, done in the shards and entered in the ledger.

import { derivePeerId } from '../../model/random.js';
import type { Crash } from '../faults/fault-plan.js';
import { askOne } from '../shard-link.js';
import type { InFlight } from './in-flight.js';
import type { ExchangeParts } from './parts.js';

/** When an agent crashes. */
export interface CrashPlace {
  readonly round: number;
  readonly pass: number;
}

export class CrashDesk {
  readonly #parts: ExchangeParts;
  readonly #flight: InFlight;
  /** How often each agent came back under a new identity. */
  readonly #incarnations = new Map<number, number>();

  constructor(parts: ExchangeParts, flight: InFlight) {
    this.#parts = parts;
    this.#flight = flight;
  }

  /** Keeps the blobs that restarts of this pass and later ones begin with. */
  async keepCheckpoints(pass: number): Promise<void> {
    const { faults, roster, group } = this.#parts;
    const seats = roster.seatsOf(faults.checkpoints(pass));
    for (const [shard, list] of seats.entries()) {
      if (list.length > 0) await askOne(group, shard, { type: 'checkpoint', seats: list, pass });
    }
  }

  crashesAt(pass: number, moment: Crash['moment']): readonly Crash[] {
    return this.#parts.faults.crashes(pass).filter((crash) => crash.moment === moment);
  }

  /** What was to reach an agent that crashed, by the pass in which it did, has nobody to reach. */
  discard(
    agent_index: number,
    { arrives, ...at }: CrashPlace & { readonly arrives: number },
  ): void {
    const { blobs } = this.#parts.traffic;
    for (const { sender, receiver, exported } of this.#flight.discard(agent_index, arrives)) {
      blobs.enter({ ...at, sender, receiver, exported, end: 'discarded', code: null });
    }
  }

  async restart(crash: Crash, at: CrashPlace): Promise<void> {
    const { roster, group, plan, ledger, tally } = this.#parts;
    const { agent_index, checkpoint_pass, identity } = crash;
    const { shard, seat } = roster.placeOf(agent_index);
    const incarnation = this.#nextIncarnation(crash);
    const agent_id = plan.script.agents[agent_index] ?? '';
    const peer_id = derivePeerId(plan.seed, agent_id, incarnation);
    // What was made for the state that is gone would leave gaps in the one that comes after it.
    this.discard(agent_index, { ...at, arrives: Infinity });
    await askOne(group, shard, { type: 'restart', seat, peer_id, incarnation, checkpoint_pass });
    ledger.deliver(at.round, { type: 'restart', agent_index, exported: checkpoint_pass, identity });
    tally.crashed(crash.fault, identity);
  }

  #nextIncarnation({ agent_index, identity }: Crash): number {
    const current = this.#incarnations.get(agent_index) ?? 0;
    const next = identity === 'fresh' ? current + 1 : current;
    this.#incarnations.set(agent_index, next);
    return next;
  }
}
