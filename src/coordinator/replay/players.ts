// The live replicas of a replay, one per agent, each under the identity that it had in the repetition.

import type { StateBlob } from '../../model/blob.js';
import { derivePeerId } from '../../model/random.js';
import type { Model } from '../../strategies/model.js';
import type { Replica, SessionStorePlace, Strategy } from '../../strategies/strategy.js';
import type { ImportStyle } from '../../workers/protocol.js';

export interface PlayersOptions {
  /** Of the repetition: engine identities come from it. */
  readonly seed: number;
  readonly model: Model;
  /** How blobs that arrived at once are handed over; `batch` where left out. */
  readonly style?: ImportStyle;
  /** By agent, the ticks by which its clock was ahead, of those whose clock was. */
  readonly clocks_ahead?: ReadonlyMap<string, number>;
  /** For strategies whose replicas share one. */
  readonly session_store?: SessionStorePlace;
}

export class Players {
  readonly #agents: readonly string[];
  readonly #strategy: Strategy;
  readonly #options: PlayersOptions;
  readonly #incarnations: number[];
  readonly #replicas: Replica[];

  constructor(agents: readonly string[], strategy: Strategy, options: PlayersOptions) {
    this.#agents = agents;
    this.#strategy = strategy;
    this.#options = options;
    this.#incarnations = agents.map(() => 0);
    this.#replicas = agents.map((_, agent_index) => this.#create(agent_index));
  }

  /** @throws Error where there is no such agent. */
  at(agent_index: number): Replica {
    const replica = this.#replicas[agent_index];
    if (!replica) throw new Error(`no replica of agent ${agent_index}`);
    return replica;
  }

  get all(): readonly Replica[] {
    return this.#replicas;
  }

  /** Empty blobs say nothing, and no engine is handed one. */
  async import(agent_index: number, arrived: readonly StateBlob[]): Promise<void> {
    const blobs = arrived.filter(({ length }) => length > 0);
    if (blobs.length === 0) return;
    const replica = this.at(agent_index);
    const batches = this.#options.style === 'pairwise' ? blobs.map((blob) => [blob]) : [blobs];
    for (const batch of batches) await replica.import(batch);
  }

  /** The replica is gone; a new one begins with the blob, or with nothing. */
  async restart(
    agent_index: number,
    identity: 'fresh' | 'reused',
    blob: StateBlob | null,
  ): Promise<void> {
    this.at(agent_index).dispose();
    const lives = this.#incarnations[agent_index] ?? 0;
    this.#incarnations[agent_index] = identity === 'fresh' ? lives + 1 : lives;
    this.#replicas[agent_index] = this.#create(agent_index);
    if (blob) await this.import(agent_index, [blob]);
  }

  /** An engine that broke may not let go of what it holds. Why it broke matters, not that. */
  abandon(): void {
    try {
      this.dispose();
    } catch {
      this.#replicas.length = 0;
    }
  }

  dispose(): void {
    for (const replica of this.#replicas.splice(0)) replica.dispose();
  }

  #create(agent_index: number): Replica {
    const { seed, model, clocks_ahead, session_store } = this.#options;
    const agent_id = this.#agents[agent_index] ?? '';
    const peer_id = derivePeerId(seed, agent_id, this.#incarnations[agent_index] ?? 0);
    const clock_ahead = clocks_ahead?.get(agent_id) ?? 0;
    const shared = session_store && { session_store };
    return this.#strategy.createReplica({ agent_id, peer_id, model, clock_ahead, ...shared });
  }
}
