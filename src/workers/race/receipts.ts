// What became of each parcel that reached one racing agent: in its timeline where it was a delivery, and in the
// shard's account whatever it was.

import type { StateBlob } from '../../model/blob.js';
import { arrivalEnd } from '../../model/blob-end.js';
import type { Resident } from '../resident.js';
import type { EventLog } from './event-log.js';
import type { Parcel } from './parcel.js';
import type { RaceParts } from './race-parts.js';
import type { RaceBlobName, RaceRefusal } from './race-protocol.js';

/** A parcel, and its bytes as the engine is handed them. */
export interface Received {
  readonly parcel: Parcel;
  readonly bytes: StateBlob;
}

export class Receipts {
  readonly #resident: Resident;
  readonly #log: EventLog;
  readonly #parts: RaceParts;
  /** The last version that came from each sender. */
  readonly #versions = new Map<number, StateBlob>();

  constructor(resident: Resident, log: EventLog, parts: RaceParts) {
    this.#resident = resident;
    this.#log = log;
    this.#parts = parts;
  }

  /** Null where none came. */
  versionOf(sender: number): StateBlob | null {
    return this.#versions.get(sender) ?? null;
  }

  /**
   * The engine took them, all at once, without an error.
   * @param steps_made by the receiver until then.
   */
  taken(received: readonly Received[], steps_made: number): void {
    const at_ns = this.#parts.time.now();
    for (const one of received) {
      const damage = one.parcel.fate?.damage ?? null;
      if (arrivalEnd({ damage, refusal: null }) === 'accepted') this.#deliver(one, at_ns);
      else this.#parts.account.corrupted.push(this.#nameOf(one.parcel));
      this.#enterStruck(one.parcel, null, steps_made);
    }
  }

  refused(parcel: Parcel, code: RaceRefusal['code'], steps_made: number): void {
    this.#parts.account.refused.push({ ...this.#nameOf(parcel), code });
    this.#enterStruck(parcel, code, steps_made);
  }

  #deliver({ parcel, bytes }: Received, at_ns: bigint): void {
    const { sender, blob, version } = parcel.load.message;
    if (version) this.#versions.set(sender, version);
    this.#log.accept(sender, blob, at_ns);
    this.#parts.account.delivered_bytes += bytes.length;
    this.#parts.account.accepted_count += 1;
  }

  #nameOf({ load }: Parcel): RaceBlobName {
    const { sender, blob } = load.message;
    return { sender, receiver: this.#resident.seat.agent_index, blob };
  }

  #enterStruck(
    { load, fate }: Parcel,
    refusal: RaceRefusal['code'] | null,
    steps_made: number,
  ): void {
    if (!fate) return;
    const { sender, pass } = load.message;
    const receiver = this.#resident.seat.agent_index;
    const { copy, arrived_step } = fate;
    const late_steps = steps_made - arrived_step;
    this.#parts.account.arrived.push({ sender, receiver, pass, copy, late_steps, refusal });
  }
}
