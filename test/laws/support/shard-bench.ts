// A shard of a few agents driven by hand, command by command: what a coordinator sends, and nothing around it.

import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import type { ShardGroup } from '../../../src/coordinator/shard-link.js';
import { askOne } from '../../../src/coordinator/shard-link.js';
import { derivePeerId } from '../../../src/model/random.js';
import type { Script } from '../../../src/model/script.js';
import type { Strategy } from '../../../src/strategies/strategy.js';
import type { Damage } from '../../../src/workers/damage.js';
import { strategyIdOf } from '../../../src/workers/envelope.js';
import type { BlobPack, EnvelopeTerms, Refusal } from '../../../src/workers/protocol.js';

export const SEALED: EnvelopeTerms = { type: 'on', run_id: 7n, strategy_id: strategyIdOf('here') };
export const RAW: EnvelopeTerms = { type: 'raw' };

/** Blob `sender` of the pack reaches the agent of seat `receiver`, damaged on the way or not. */
export interface Arriving {
  readonly sender: number;
  readonly receiver: number;
  readonly damage: Damage | null;
}

export class ShardBench {
  readonly #group: ShardGroup;
  readonly #script: Script;

  constructor(strategy: Strategy, script: Script) {
    this.#group = createInlineHost(1, () => Promise.resolve(strategy)).open();
    this.#script = script;
  }

  async open(envelope: EnvelopeTerms): Promise<void> {
    const seats = this.#script.agents.map((agent_id, agent_index) => {
      return { agent_id, agent_index, peer_id: derivePeerId(1, agent_id, 0) };
    });
    await askOne(this.#group, 0, {
      type: 'open',
      strategy: { type: 'built_in', name: 'given' },
      model: { type: 'stub', latency_ms: 0 },
      seats,
      envelope,
      clock: 'real',
      start_line: null,
    });
  }

  /** The writes of a round, by all agents or by one. */
  async write(round: number, writer?: number): Promise<void> {
    const all = this.#script.rounds[round] ?? [];
    const writes = all.map((own, agent) => (agent === (writer ?? agent) ? own : []));
    await askOne(this.#group, 0, { type: 'write', writes, pace: { type: 'closed' } });
  }

  /** Everyone's full state. */
  async export(pass: number): Promise<BlobPack> {
    const seats = [...this.#script.agents.keys()];
    const orders = { type: 'full', seats } as const;
    return (await askOne(this.#group, 0, { type: 'export', orders, pass })).pack;
  }

  async deliver(
    pack: BlobPack,
    { sender, receiver, damage }: Arriving,
  ): Promise<readonly Refusal[]> {
    const reply = await askOne(this.#group, 0, {
      type: 'import',
      style: 'batch',
      arrivals: { type: 'listed', seats: [receiver], blobs: [sender], damages: [damage] },
      packs: [pack],
    });
    return reply.refused;
  }

  /** Kills an agent before it exported, and lets it begin again with nothing, under a new identity. */
  async restart(seat: number): Promise<void> {
    const peer_id = derivePeerId(1, this.#script.agents[seat] ?? '', 1);
    const command = { type: 'restart', seat, peer_id, incarnation: 1 } as const;
    await askOne(this.#group, 0, { ...command, checkpoint_pass: null });
  }

  /** Content and attribution, per agent. */
  async digests(): Promise<readonly string[]> {
    const { readings } = await askOne(this.#group, 0, { type: 'read' });
    const digests = this.#script.agents.map(() => '');
    for (const { digests: found, agent_indexes } of readings) {
      for (const agent of agent_indexes) digests[agent] = found.reading;
    }
    return digests;
  }

  async close(): Promise<void> {
    await askOne(this.#group, 0, { type: 'close' });
    await this.#group.close();
  }
}
