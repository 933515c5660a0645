// Parcels to the shards of their receivers, and what was refused there.

import type { BlobPack, ImportCommand, ImportStyle, RefusalCode } from '../../workers/protocol.js';
import { askAll } from '../shard-link.js';
import type { Parcel } from './in-flight.js';
import type { ExchangeParts } from './parts.js';

export interface ParcelEnd {
  readonly parcel: Parcel;
  /** Null where it was accepted. */
  readonly refusal: RefusalCode | 'engine_threw' | null;
}

/** In the order of the parcels, which is that of import at each receiver. */
export async function importParcels(
  { group, roster, stopwatch, traffic }: ExchangeParts,
  parcels: readonly Parcel[],
  style: ImportStyle,
): Promise<readonly ParcelEnd[]> {
  const shards = group.links.map(() => new ShardArrivals());
  for (const parcel of parcels) {
    const { shard, seat } = roster.placeOf(parcel.receiver);
    shards[shard]?.add(parcel, seat);
  }
  const replies = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => (shards[shard] ?? new ShardArrivals()).command(style)),
  );
  const refusals = new Map<Parcel, RefusalCode | 'engine_threw'>();
  replies.forEach(({ refused, detection }, shard) => {
    traffic.detect(detection);
    for (const { arrival, code } of refused) {
      const parcel = shards[shard]?.parcels[arrival];
      if (parcel) refusals.set(parcel, code);
    }
  });
  return parcels.map((parcel) => ({ parcel, refusal: refusals.get(parcel) ?? null }));
}

class ShardArrivals {
  readonly parcels: Parcel[] = [];
  readonly #seats: number[] = [];
  /** By pack, the index of its first blob over all packs. */
  readonly #offsets = new Map<BlobPack, number>();
  #blob_count = 0;

  add(parcel: Parcel, seat: number): void {
    this.parcels.push(parcel);
    this.#seats.push(seat);
    if (this.#offsets.has(parcel.pack)) return;
    this.#offsets.set(parcel.pack, this.#blob_count);
    this.#blob_count += parcel.pack.ends.length;
  }

  command(style: ImportStyle): ImportCommand {
    const damages = this.parcels.map(({ damage }) => damage);
    return {
      type: 'import',
      style,
      packs: [...this.#offsets.keys()],
      arrivals: {
        type: 'listed',
        seats: this.#seats,
        blobs: this.parcels.map(({ pack, blob }) => (this.#offsets.get(pack) ?? 0) + blob),
        damages: damages.some((damage) => damage !== null) ? damages : null,
      },
    };
  }
}
