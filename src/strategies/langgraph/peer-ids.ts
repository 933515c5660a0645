// Identities for the documents of one replica, the same for the same replica and item: with the engine's order
// of concurrent insertions hanging on them, random ones would give another text for the same seed, and counted
// ones another for each order in which items become known.

import { createHash } from 'node:crypto';
import type { ItemId } from '../../langgraph/store-updates.js';

/** @returns what gives each item its 63-bit identity */
export function peerIdsFrom(peer_id: bigint): (id: ItemId) => bigint {
  return ({ namespace, key }) => {
    const name = JSON.stringify([`${peer_id}`, ...namespace, key]);
    return createHash('sha256').update(name).digest().readBigUInt64LE(0) >> 1n;
  };
}
