// Blobs between their export and their import: those of this pass, and those that are late.

import type { Damage } from '../../workers/damage.js';
import type { BlobPack } from '../../workers/protocol.js';

/** One copy of a blob on its way to one receiver. */
export interface Parcel {
  readonly sender: number;
  readonly receiver: number;
  /** The pass in which it was exported. */
  readonly exported: number;
  readonly arrives: number;
  readonly pack: BlobPack;
  /** Its index in the pack. */
  readonly blob: number;
  readonly damage: Damage | null;
  readonly order: number;
  /** Indexes of the faults that struck it. */
  readonly struck: readonly number[];
  /** 0 for the blob itself, 1 and up for what was made of it by duplication. */
  readonly copy: number;
}

export function bytesOf({ pack, blob }: Parcel): number {
  return pack.payload_bytes[blob] ?? 0;
}

export class InFlight {
  #parcels: Parcel[] = [];

  add(parcel: Parcel): void {
    this.#parcels.push(parcel);
  }

  get pending_count(): number {
    return this.#parcels.length;
  }

  /** What is due by this pass, per receiver in order of arrival; late ones come first. */
  take(pass: number): readonly Parcel[] {
    const due = this.#parcels.filter(({ arrives }) => arrives <= pass);
    this.#parcels = this.#parcels.filter(({ arrives }) => arrives > pass);
    return due.sort((left, right) => left.order - right.order || left.exported - right.exported);
  }

  /** Whatever is on its way is due: the storm is over. */
  takeAll(): readonly Parcel[] {
    return this.take(Infinity);
  }

  /** All that is still on its way, which from now on it is no more. */
  abandon(): readonly Parcel[] {
    const late = this.#parcels;
    this.#parcels = [];
    return late;
  }

  /** What was on its way to an agent that is gone. */
  discard(receiver: number, pass: number): readonly Parcel[] {
    const lost = this.#parcels.filter((one) => one.receiver === receiver && one.arrives <= pass);
    this.#parcels = this.#parcels.filter((one) => !lost.includes(one));
    return lost;
  }
}
