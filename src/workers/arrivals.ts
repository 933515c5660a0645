// What reached a shard, opened and sorted by receiver: what may be imported, and what was refused and why.
// Damage done on the way is done here, on a copy, so that all other receivers of a blob see it whole.

import type { StateBlob } from '../model/blob.js';
import type { Courier, Opened } from './courier.js';
import { damaged } from './damage.js';
import type { Arrivals, Refusal } from './protocol.js';
import type { Resident } from './resident.js';

type ListedArrivals = Extract<Arrivals, { type: 'listed' }>;

/** One blob as an engine is to be handed it. */
export interface OpenedArrival {
  /** Index in the listed arrivals. */
  readonly arrival: number;
  readonly bytes: StateBlob;
}

export interface Delivered {
  /** Per resident, in order of arrival. */
  readonly sound: readonly (readonly OpenedArrival[])[];
  /** Damaged blobs that no envelope protects the engine from, per resident; none behind envelopes. */
  readonly raw: readonly (readonly OpenedArrival[])[];
  readonly refused: readonly Refusal[];
}

export function openArrivals(
  { seats, blobs: indexes, damages }: ListedArrivals,
  blobs: readonly StateBlob[],
  residents: readonly Resident[],
  courier: Courier,
): Delivered {
  const openOnce = rememberOpened(blobs, courier);
  const sound = residents.map((): OpenedArrival[] => []);
  const raw = residents.map((): OpenedArrival[] => []);
  const refused: Refusal[] = [];
  seats.forEach((seat, arrival) => {
    const index = indexes[arrival] ?? -1;
    const damage = damages?.[arrival] ?? null;
    const bytes = damage && damaged(blobs[index] ?? new Uint8Array(0), damage);
    if (bytes && courier.raw) {
      raw[seat]?.push({ arrival, bytes });
      return;
    }
    const opened = admit(bytes ? courier.open(bytes) : openOnce(index), residents[seat]);
    if (opened.ok) sound[seat]?.push({ arrival, bytes: opened.payload });
    else refused.push({ arrival, code: opened.code });
  });
  return { sound, raw, refused };
}

/** A blob of an identity that has been replaced since is fenced off. */
export function admit(opened: Opened, receiver: Resident | undefined): Opened {
  if (!opened.ok || !opened.from || !receiver) return opened;
  const { sender, incarnation } = opened.from;
  const latest = receiver.heard.get(sender) ?? 0;
  if (incarnation < latest) return { ok: false, code: 'stale' };
  if (incarnation > latest) receiver.heard.set(sender, incarnation);
  return opened;
}

/** A blob that reaches many receivers of a shard is opened, and its checksum computed, once. */
function rememberOpened(blobs: readonly StateBlob[], courier: Courier): (index: number) => Opened {
  const known = new Map<number, Opened>();
  return (index) => {
    const before = known.get(index);
    if (before) return before;
    const opened = courier.open(blobs[index] ?? new Uint8Array(0));
    known.set(index, opened);
    return opened;
  };
}
