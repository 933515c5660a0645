// One agent's window on the shared log: how much of it the agent has seen. Nothing is ever merged, for whoever
// wrote had seen all that was committed before; what goes from replica to replica is how far the sender had seen,
// and the receiver reads as far from the store. So a replica never reads what no delivery told it of.

import type { ExportScope, StateBlob } from '../../model/blob.js';
import { deriveSeed } from '../../model/random.js';
import type { Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import type { Owner } from '../../sessions/terms.js';
import type { Replica, ReplicaContext } from '../strategy.js';
import { decodeBlob, encodeTold, encodeWhole } from './blob.js';
import { commitWrite } from './commit-write.js';
import type { Connection } from './connections.js';
import { Patience } from './patience.js';

export class LeasedReplica implements Replica {
  readonly #connection: Connection;
  readonly #owner: Owner;
  readonly #patience: Patience;
  /** Commits seen, in their order. */
  #seen = 0;

  constructor({ agent_id, peer_id }: ReplicaContext, connection: Connection) {
    this.#connection = connection;
    this.#owner = ownerOf(agent_id, peer_id, connection);
    this.#patience = new Patience(deriveSeed(0, 'patience', String(peer_id)));
  }

  apply(write: Write): void {
    const { store, log } = this.#connection;
    const writer = { store, log, owner: this.#owner, patience: this.#patience };
    this.#seen = commitWrite(write, writer);
  }

  export(scope: ExportScope): StateBlob {
    if (scope === 'delta') return encodeTold(this.#seen);
    this.#reach(this.#seen);
    return encodeWhole(this.#connection.log.writes.slice(0, this.#seen));
  }

  version(): StateBlob {
    return encodeTold(this.#seen);
  }

  exportSince(version: StateBlob): StateBlob {
    return decodeBlob(version).seen < this.#seen ? encodeTold(this.#seen) : new Uint8Array(0);
  }

  import(blobs: readonly StateBlob[]): void {
    const seen = Math.max(this.#seen, ...blobs.map((blob) => decodeBlob(blob).seen));
    this.#reach(seen);
    this.#seen = seen;
  }

  read(): Reading {
    this.#reach(this.#seen);
    return this.#connection.log.readingOf(this.#seen);
  }

  dispose(): void {
    this.#connection.leave();
  }

  /** Reads the store up to that commit, unless another replica of this thread already has. */
  #reach(seen: number): void {
    const { log } = this.#connection;
    if (log.writes.length < seen) log.catchUp();
    const { length } = log.writes;
    if (length < seen) throw new Error(`told of commit ${seen} where the store has ${length}`);
  }
}

function ownerOf(agent_id: string, peer_id: bigint, { liveness }: Connection): Owner {
  return { owner_id: agent_id, incarnation_id: String(peer_id), liveness };
}
