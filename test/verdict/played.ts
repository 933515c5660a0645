// A recorded history played with real replicas: what the ledger says was exported, accepted and lost happens
// to them, blob by blob.

import type { StateBlob } from '../../src/model/blob.js';
import type { Deliveries, Race } from '../../src/model/deliveries.js';
import { digestReading } from '../../src/model/digest.js';
import { derivePeerId } from '../../src/model/random.js';
import type { Write } from '../../src/model/write.js';
import { pickSmallest } from '../../src/strategies/model.js';
import type { Replica, Strategy } from '../../src/strategies/strategy.js';
import type { Evidence, FinalState, RoundObservation } from '../../src/verdict/evidence.js';
import { Ledger } from '../../src/verdict/ledger.js';
import type { LedgerEntries } from '../../src/verdict/ledger-entries.js';
import { orderRace } from '../../src/verdict/knowledge/race-order.js';

export async function play(strategy: Strategy, entries: LedgerEntries): Promise<Evidence> {
  const played = new Played(strategy, entries);
  try {
    return await played.evidence();
  } finally {
    played.dispose();
  }
}

class Played {
  readonly #strategy: Strategy;
  readonly #entries: LedgerEntries;
  readonly #replicas: Replica[];
  readonly #lives: number[];
  /** What everyone exported in each pass. */
  readonly #exports: (readonly StateBlob[])[] = [];

  constructor(strategy: Strategy, entries: LedgerEntries) {
    this.#strategy = strategy;
    this.#entries = entries;
    this.#lives = entries.agents.map(() => 0);
    this.#replicas = entries.agents.map((_, index) => this.#create(index));
  }

  async evidence(): Promise<Evidence> {
    const observations: RoundObservation[] = [];
    for (const [round, { writes, deliveries }] of this.#entries.rounds.entries()) {
      if (deliveries[0]?.type !== 'race') this.#write(writes);
      for (const made of deliveries) await this.#deliver(made, writes);
      const agent_index = round % this.#replicas.length;
      const { escalations } = this.#replica(agent_index).read();
      observations.push({ round, agent_index, escalations });
    }
    const { attributes } = this.#strategy.capabilities;
    return { ledger: Ledger.from(this.#entries), observations, finals: this.#finals(), attributes };
  }

  dispose(): void {
    for (const replica of this.#replicas) replica.dispose();
  }

  #finals(): readonly FinalState[] {
    const finals = new Map<string, FinalState>();
    this.#replicas.forEach((replica, index) => {
      const reading = replica.read();
      const digests = digestReading(reading);
      const alike = finals.get(digests.reading)?.agent_indexes ?? [];
      finals.set(digests.reading, { reading, digests, agent_indexes: [...alike, index] });
    });
    return [...finals.values()];
  }

  #create(index: number): Replica {
    const agent_id = this.#entries.agents[index] ?? '';
    const peer_id = derivePeerId(7, agent_id, this.#lives[index] ?? 0);
    return this.#strategy.createReplica({ agent_id, peer_id, model: pickSmallest });
  }

  #replica(index: number): Replica {
    const replica = this.#replicas[index];
    if (!replica) throw new Error(`there is no agent number ${index}`);
    return replica;
  }

  #write(writes: readonly (readonly Write[])[]): void {
    writes.forEach((own, index) => {
      for (const write of own) this.#replica(index).apply(write);
    });
  }

  async #deliver(made: Deliveries, writes: readonly (readonly Write[])[]): Promise<void> {
    switch (made.type) {
      case 'race':
        return this.#race(made, writes);
      case 'restart':
        return this.#restart(made.agent_index, made.exported);
      case 'everyone_to_everyone': {
        const blobs = this.#exportAll();
        for (const [index, replica] of this.#replicas.entries()) {
          await replica.import(blobs.filter((_, sender) => sender !== index));
        }
        return;
      }
      case 'pass': {
        this.#exportAll();
        for (const [edge, sender] of made.senders.entries()) {
          const blob = this.#exports[made.exported[edge] ?? -1]?.[sender];
          if (blob) await this.#replica(made.receivers[edge] ?? -1).import([blob]);
        }
        // Whoever decides conflicts does so at an import: those of its own making too, where nothing came.
        for (const replica of this.#replicas) await replica.import([]);
      }
    }
  }

  #exportAll(): readonly StateBlob[] {
    const blobs = this.#replicas.map((replica) => replica.export('full'));
    this.#exports.push(blobs);
    return blobs;
  }

  async #restart(index: number, exported: number | null): Promise<void> {
    this.#replica(index).dispose();
    this.#lives[index] = (this.#lives[index] ?? 0) + 1;
    const replica = this.#create(index);
    this.#replicas[index] = replica;
    const blob = exported === null ? undefined : this.#exports[exported]?.[index];
    if (blob) await replica.import([blob]);
  }

  async #race({ timelines }: Race, writes: readonly (readonly Write[])[]): Promise<void> {
    const queues = writes.map((own) => [...own]);
    const blobs = timelines.map((): StateBlob[] => []);
    for (const { agent_index, event } of orderRace(timelines)) {
      const replica = this.#replica(agent_index);
      const [write] = event[0] === 'write' ? (queues[agent_index]?.splice(0, 1) ?? []) : [];
      if (write) replica.apply(write);
      if (event[0] === 'export') blobs[agent_index]?.push(replica.export('full'));
      const blob = event[0] === 'accept' ? blobs[event[1]]?.[event[2]] : undefined;
      if (blob) await replica.import([blob]);
    }
  }
}
