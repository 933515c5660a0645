// A message in a race, taken apart: what of it concerns one shard, and what of it one receiver is handed.

import type { BlobMessage, Parcel } from './parcel.js';
import type { RaceCommand, Recipients, StruckParcel } from './race-protocol.js';

/** What of a message concerns the agents of one shard; undefined where nothing does. */
export function partFor(
  message: BlobMessage,
  shard: number,
  shard_of: RaceCommand['shard_of'],
): BlobMessage | undefined {
  const isThere = (agent_index: number): boolean => shard_of[agent_index] === shard;
  const struck = message.struck.filter(({ receiver }) => isThere(receiver));
  if (message.recipients.type === 'everyone') return { ...message, struck };
  const receivers = message.recipients.receivers.filter(isThere);
  if (receivers.length === 0) return undefined;
  const recipients: Recipients = { type: 'listed', receivers };
  return { ...message, recipients, struck };
}

/** One, or as many copies as a fault made of it. */
export function parcelsOf(
  plain: Parcel,
  struck: StruckParcel | undefined,
  arrived_step: number,
): readonly Parcel[] {
  if (!struck) return [plain];
  return struck.copies.map((copy, index) => {
    return { load: plain.load, fate: { ...copy, copy: index, arrived_step } };
  });
}
