// Identities for the documents of one replica, the same for the same replica: with the engine's order of
// concurrent insertions hanging on them, random ones would give another text for the same seed.

import { createHash } from 'node:crypto';

/** @returns what gives another 63-bit identity each time */
export function peerIdsFrom(peer_id: bigint): () => bigint {
  let given_count = 0;
  return () => {
    given_count += 1;
    const digest = createHash('sha256').update(`${peer_id} ${given_count}`).digest();
    return digest.readBigUInt64LE(0) >> 1n;
  };
}
