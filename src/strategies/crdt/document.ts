// One Loro document as a replica uses it. The only file that knows Loro.

import type { LoroList, LoroMap, PeerID } from 'loro-crdt';
import { LoroDoc, LORO_VERSION } from 'loro-crdt';
import type { ExportScope } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';

export type { LoroList, LoroMap } from 'loro-crdt';

export const ENGINE_VERSION = LORO_VERSION();

/**
 * One Loro document and how many of this peer's operations have been exported as deltas.
 *
 * Merging history is cheap, bringing the state up to it is not: with a hundred peers it takes Loro tens of
 * milliseconds, however small the import. So a document that has not been written to since its last import
 * merges history alone, and its state follows when it is next read or written to.
 */
export class OwnDocument {
  readonly #doc = new LoroDoc();
  readonly #peer: bigint;
  #exported_ops = 0;
  #use: 'written' | 'idle' = 'idle';
  #state: 'current' | 'behind' = 'current';

  constructor(peer: bigint) {
    this.#peer = peer;
    this.#doc.setPeerId(peer);
  }

  map(name: string): LoroMap {
    return this.#doc.getMap(name);
  }

  list(name: string): LoroList {
    return this.#doc.getList(name);
  }

  /** To be called before handles are written to. */
  prepareToWrite(): void {
    this.#use = 'written';
    this.#catchUp();
  }

  read(): unknown {
    this.#catchUp();
    return this.#doc.toJSON();
  }

  free(): void {
    this.#doc.free();
  }

  #fallBehind(): void {
    if (this.#state === 'current') this.#doc.detach();
    this.#state = 'behind';
  }

  #catchUp(): void {
    if (this.#state === 'behind') this.#doc.checkoutToLatest();
    this.#state = 'current';
  }

  export(scope: ExportScope): Uint8Array {
    this.#doc.commit();
    if (scope === 'full') return this.#doc.export({ mode: 'update' });
    const version = this.#doc.oplogVersion();
    const end = version.get(this.#peer) ?? 0;
    version.free();
    const counter = this.#exported_ops;
    const span = { id: { peer: `${this.#peer}` as PeerID, counter }, len: end - counter };
    this.#exported_ops = end;
    return span.len === 0
      ? new Uint8Array(0)
      : this.#doc.export({ mode: 'updates-in-range', spans: [span] });
  }

  import(parts: readonly Uint8Array[]): void {
    const filled = parts.filter((part) => part.length > 0);
    if (filled.length === 0) return;
    if (this.#use === 'idle') this.#fallBehind();
    this.#use = 'idle';
    try {
      this.#doc.importBatch(filled);
    } catch (thrown) {
      this.#importGoodOnes(filled, thrown);
    }
  }

  /** A batch is all or nothing; one by one, the good ones are kept and the bad ones named. */
  #importGoodOnes(parts: readonly Uint8Array[], batchError: unknown): void {
    const rejected = parts.flatMap((part, index) => {
      try {
        this.#doc.import(part);
        return [];
      } catch (thrown) {
        return [`blob ${index + 1} of ${parts.length}: ${messageOf(thrown)}`];
      }
    });
    const reasons = rejected.length > 0 ? rejected.slice(0, 3).join('; ') : messageOf(batchError);
    throw new Error(`Loro rejected ${rejected.length} of ${parts.length} blobs (${reasons})`);
  }
}
