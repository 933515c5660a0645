// The live replicas of a shard: created, restarted, kept, freed. Nothing here is timed.

import { setTimeout as wait } from 'node:timers/promises';
import type { StateBlob } from '../model/blob.js';
import type { Model } from '../strategies/model.js';
import { createStubModel } from '../strategies/model.js';
import { loadModel } from '../strategies/load.js';
import type { Replica, ReplicaContext, Strategy } from '../strategies/strategy.js';
import { packBlobs } from './blob-pack.js';
import type {
  BlobPack,
  CheckpointCommand,
  DeltaSkill,
  ModelReference,
  RestartCommand,
  Seat,
} from './protocol.js';
import type { Resident } from './resident.js';

export interface ResidencyParts {
  readonly strategy: Strategy;
  readonly model: Model;
  readonly seats: readonly Seat[];
  /** What all replicas are given alike; nothing where left out. */
  readonly shared?: Pick<ReplicaContext, 'session_store'>;
}

export class Residency {
  readonly #strategy: Strategy;
  readonly #model: Model;
  readonly #shared: Pick<ReplicaContext, 'session_store'>;
  readonly #residents: Resident[];
  /** By seat and pass, full blobs that a restart will begin with. */
  readonly #checkpoints = new Map<string, StateBlob>();

  constructor({ strategy, model, seats, shared = {} }: ResidencyParts) {
    this.#strategy = strategy;
    this.#model = model;
    this.#shared = shared;
    this.#residents = seats.map((seat) => {
      return { seat, replica: this.#create(seat), incarnation: 0, heard: new Map() };
    });
  }

  get residents(): readonly Resident[] {
    return this.#residents;
  }

  /** What all replicas here can. */
  get deltas(): DeltaSkill {
    const all = (...names: readonly (keyof Replica)[]): boolean =>
      this.#residents.every(({ replica }) => names.every((name) => name in replica));
    if (!all('version', 'exportSince')) return 'none';
    return all('requestOf', 'exportRequested') ? 'requests' : 'versions';
  }

  checkpoint({ seats, pass }: CheckpointCommand): number {
    for (const seat of seats) {
      this.#checkpoints.set(keyOf(seat, pass), this.#at(seat).replica.export('full'));
    }
    return seats.length;
  }

  /**
   * The old replica is gone with all that no other has; the new one imports the checkpoint.
   * @throws Error where there is no such checkpoint.
   */
  async restart({ seat, peer_id, incarnation, checkpoint_pass }: RestartCommand): Promise<void> {
    const { seat: place, replica } = this.#at(seat);
    const blob =
      checkpoint_pass === null ? null : this.#checkpoints.get(keyOf(seat, checkpoint_pass));
    if (blob === undefined) throw new Error(`no checkpoint of ${place.agent_id} to restart from`);
    replica.dispose();
    const renewed = { ...place, peer_id };
    const successor = this.#create(renewed);
    this.#residents[seat] = { seat: renewed, replica: successor, incarnation, heard: new Map() };
    if (blob) await successor.import([blob]);
  }

  fullBlobs(): BlobPack {
    const blobs = this.#residents.map(({ replica }) => replica.export('full'));
    const senders = this.#residents.map(({ seat }) => seat.agent_index);
    return packBlobs({ blobs, senders });
  }

  /** Null where the replica cannot export all it holds: a repetition does not end for want of a figure. */
  weigh(seat: number): number | null {
    try {
      return this.#at(seat).replica.export('full').length;
    } catch {
      return null;
    }
  }

  close(): number {
    for (const { replica } of this.#residents) replica.dispose();
    this.#checkpoints.clear();
    return this.#residents.splice(0).length;
  }

  #create({ agent_id, peer_id, clock_ahead = 0 }: Seat): Replica {
    const own = { agent_id, peer_id, clock_ahead, model: this.#model };
    return this.#strategy.createReplica({ ...own, ...this.#shared });
  }

  #at(seat: number): Resident {
    const resident = this.#residents[seat];
    if (!resident) throw new Error(`no seat ${seat} in this shard`);
    return resident;
  }
}

export function openModel(model: ModelReference): Promise<Model> | Model {
  if (model.type === 'plugin') return loadModel(model.url);
  return createStubModel(model.latency_ms, (ms) => wait(ms));
}

function keyOf(seat: number, pass: number): string {
  return `${seat} ${pass}`;
}
