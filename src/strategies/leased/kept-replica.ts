// A replica without a store: it reads whole states that were kept when there was one, and can do nothing else.

import type { StateBlob } from '../../model/blob.js';
import type { Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import type { Replica } from '../strategy.js';
import { decodeBlob, encodeWhole } from './blob.js';
import { Fold } from './fold.js';

export class KeptReplica implements Replica {
  #writes: readonly Write[] = [];

  /** @throws Error always: there is nothing to commit to. */
  apply(): void {
    throw new Error('leased needs a session store that all replicas share; a repetition makes one');
  }

  export(): StateBlob {
    return encodeWhole(this.#writes);
  }

  import(blobs: readonly StateBlob[]): void {
    for (const { writes } of blobs.map(decodeBlob)) {
      if (writes === null) throw new Error('the blob names commits of a store that is not here');
      // Prefixes of one log: the longer one holds the other.
      if (writes.length > this.#writes.length) this.#writes = writes;
    }
  }

  read(): Reading {
    const fold = new Fold();
    fold.advance(this.#writes, this.#writes.length);
    return fold.reading();
  }

  /** Nothing is held outside the heap. */
  dispose(): void {
    this.#writes = [];
  }
}
