// One Loro document as a replica uses it. The only file that knows Loro.

import { createHash } from 'node:crypto';
import type { LoroList, LoroMap, OpId, PeerID } from 'loro-crdt';
import { LoroDoc, LORO_VERSION, VersionVector } from 'loro-crdt';
import type { ExportScope } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';

export type { LoroList, LoroMap } from 'loro-crdt';

const JOINS = 'joins';

export const ENGINE_VERSION = LORO_VERSION();

/**
 * One Loro document and how many of this peer's operations have been exported as deltas.
 *
 * Merging history is cheap, bringing the state up to it is not: with a hundred peers it takes Loro tens of
 * milliseconds, however small the import. So a document that has not been written to since its last import
 * merges history alone, and its state follows when it is next read or written to.
 *
 * Before it writes on top of several heads it joins them with one operation of its own, see `joinHeads`.
 */
export class OwnDocument {
  readonly #doc = new LoroDoc();
  readonly #peer: bigint;
  readonly #joins: LoroMap;
  #exported_ops = 0;
  #unexported_joins: readonly { readonly id: OpId; readonly len: number }[] = [];
  #use: 'written' | 'idle' = 'idle';
  #state: 'current' | 'behind' = 'current';
  #heads: 'joined' | 'unknown' = 'joined';

  constructor(peer: bigint) {
    this.#peer = peer;
    this.#doc.setPeerId(peer);
    this.#joins = this.#doc.getMap(JOINS);
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
    this.#joinHeads();
  }

  read(): unknown {
    this.#catchUp();
    return this.#doc.toJSON();
  }

  free(): void {
    this.#joins.free();
    this.#doc.free();
  }

  /**
   * Turns several heads into one. Without it every change after a round of many writers depends on all of
   * them, and Loro's imports slow down by several times from round to round. The join is the same operation
   * wherever the same heads are joined (its peer is their hash, and it carries nothing of this replica), so
   * replicas need not agree on who makes it: made by many, it is one.
   */
  #joinHeads(): void {
    if (this.#heads === 'joined') return;
    this.#heads = 'joined';
    const heads = this.#doc.frontiers();
    if (heads.length < 2) return;
    const peer = peerOfJoin(heads);
    this.#doc.setPeerId(peer);
    this.#joins.set('latest', peer);
    this.#doc.commit();
    this.#doc.setPeerId(this.#peer);
    this.#unexported_joins = [...this.#unexported_joins, { id: { peer, counter: 0 }, len: 1 }];
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
    const own = { id: { peer: `${this.#peer}` as PeerID, counter }, len: end - counter };
    // Others may have built on a join that reached them by another way, so it is exported even alone.
    const spans = [...this.#unexported_joins, own].filter(({ len }) => len > 0);
    this.#exported_ops = end;
    this.#unexported_joins = [];
    if (spans.length === 0) return new Uint8Array(0);
    return this.#doc.export({ mode: 'updates-in-range', spans });
  }

  /** What this document holds, of itself and others, whether or not its state has been brought up to it. */
  version(): Uint8Array {
    this.#doc.commit();
    const version = this.#doc.oplogVersion();
    const bytes = version.encode();
    version.free();
    return bytes;
  }

  /**
   * All that a document of that version lacks; empty where that is nothing.
   * @throws Error where the bytes are no version.
   */
  exportSince(bytes: Uint8Array): Uint8Array {
    this.#doc.commit();
    const from = decodeVersion(bytes);
    const held = this.#doc.oplogVersion();
    const order = held.compare(from);
    const nothingNew = order !== undefined && order <= 0;
    const updates = nothingNew ? new Uint8Array(0) : this.#doc.export({ mode: 'update', from });
    for (const version of [from, held]) version.free();
    return updates;
  }

  import(parts: readonly Uint8Array[]): void {
    const filled = parts.filter((part) => part.length > 0);
    if (filled.length === 0) return;
    if (this.#use === 'idle') this.#fallBehind();
    this.#use = 'idle';
    this.#heads = 'unknown';
    try {
      this.#doc.importBatch(filled);
    } catch (thrown) {
      this.#importGoodOnes(filled, thrown);
    }
    if (this.#state === 'current') this.#joinHeads();
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

function peerOfJoin(heads: readonly OpId[]): PeerID {
  const names = heads.map(({ peer, counter }) => `${counter}@${peer}`).sort();
  const digest = createHash('sha256').update(names.join()).digest();
  return `${digest.readBigUInt64LE(0) >> 1n}` as PeerID;
}

function decodeVersion(bytes: Uint8Array): VersionVector {
  try {
    return VersionVector.decode(bytes);
  } catch (thrown) {
    throw new Error(`crdt version of ${bytes.length} bytes is unreadable: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}
