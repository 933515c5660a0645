// One Loro document as a replica uses it. The only file that knows Loro.

import type { LoroList, LoroMap, OpId, PeerID } from 'loro-crdt';
import { LoroDoc, LORO_VERSION, VersionVector } from 'loro-crdt';
import type { ExportScope } from '../../model/blob.js';
import { DocumentMemory } from './document-memory.js';
import { EngineMemory } from './engine-memory.js';
import { importBatch, importOneByOne } from './imports.js';
import { pseudoPeer } from './pseudo-peer.js';

export type { LoroList, LoroMap, PeerID } from 'loro-crdt';

const JOINS = 'joins';

export const ENGINE_VERSION = LORO_VERSION();

/**
 * Loro 1.17.1 panics, and takes the thread with it, when it commits a change that depends on exactly this
 * many others. On one more or one less it does not.
 */
const IMPOSSIBLE_HEADS = 1024;

/** One for all documents of a thread, as Loro's memory is. Any call that takes bytes copies them there. */
const memory = new EngineMemory((zeros) => {
  VersionVector.decode(zeros).free();
});

/** By peer, how many of its operations a document has: always its first ones, without a gap. */
export type Ends = ReadonlyMap<PeerID, number>;

/** Operations of one peer, `len` of them from a counter on. */
export interface Span {
  readonly id: OpId;
  readonly len: number;
}

/**
 * One Loro document and how many of this peer's operations have been exported as deltas.
 *
 * Merging history is cheap, bringing the state up to it is not: with a hundred peers it takes Loro tens of
 * milliseconds, however small the import. So a document that has not been written to since its last import
 * merges history alone, and its state follows when it is next read or written to.
 *
 * Before it writes on top of several heads it joins them with one operation of its own, see `joinHeads`.
 *
 * Both change once it is asked where its history ends, as replicas are that hold different parts of all
 * there is: it then gets many small imports, which always merge history alone, and it joins no more.
 */
export class OwnDocument {
  readonly #doc: LoroDoc;
  readonly #peer: bigint;
  readonly #joins: LoroMap;
  #exported_ops = 0;
  #unexported_joins: readonly Span[] = [];
  #use: 'written' | 'idle' = 'idle';
  #state: 'current' | 'behind' = 'current';
  readonly #memory = new DocumentMemory(memory);
  /** `fit`: a write on top of them is possible and, among partners alike, has one to depend on. */
  #heads: 'fit' | 'unknown' = 'fit';
  #partners: 'alike' | 'uneven' = 'alike';
  /** Null until asked for again after a change. */
  #ends: Ends | null = null;

  constructor(peer: bigint) {
    this.#peer = peer;
    this.#doc = new LoroDoc();
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
    this.#memory.expectWrite();
    this.#use = 'written';
    this.#ends = null;
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
   *
   * Where replicas hold different parts, no two join the same heads. Each join would then be one peer more
   * for everyone: half as many bytes again, and twice the time.
   */
  #joinHeads(): void {
    if (this.#heads === 'fit') return;
    this.#heads = 'fit';
    const heads = this.#possibleHeads();
    if (heads.length < 2 || this.#partners === 'uneven') return;
    const peer = pseudoPeer('join', heads) as PeerID;
    this.#doc.setPeerId(peer);
    this.#joins.set('latest', peer);
    this.#doc.commit();
    this.#doc.setPeerId(this.#peer);
    this.#exportLater(peer);
  }

  /** The heads, with one more where Loro could not write on top of them. As joins, it is the same everywhere. */
  #possibleHeads(): readonly OpId[] {
    const heads = this.#doc.frontiers();
    if (heads.length !== IMPOSSIBLE_HEADS) return heads;
    const peer = pseudoPeer('spare', heads) as PeerID;
    const spare = new LoroDoc();
    spare.setPeerId(peer);
    const map = spare.getMap(JOINS);
    map.set('spare', peer);
    this.#doc.import(spare.export({ mode: 'update' }));
    map.free();
    spare.free();
    this.#exportLater(peer);
    return this.#doc.frontiers();
  }

  #exportLater(peer: PeerID): void {
    this.#unexported_joins = [...this.#unexported_joins, { id: { peer, counter: 0 }, len: 1 }];
    this.#ends = null;
  }

  #fallBehind(): void {
    if (this.#state === 'current') this.#doc.detach();
    this.#state = 'behind';
  }

  #catchUp(): void {
    if (this.#state === 'current') return;
    this.#memory.expectCatchUp();
    this.#doc.checkoutToLatest();
    this.#state = 'current';
  }

  export(scope: ExportScope): Uint8Array {
    this.#doc.commit();
    if (scope === 'full') return this.#doc.export({ mode: 'update' });
    const end = this.#endsNow().get(`${this.#peer}` as PeerID) ?? 0;
    const counter = this.#exported_ops;
    const own: Span = { id: { peer: `${this.#peer}` as PeerID, counter }, len: end - counter };
    // Others may have built on a join that reached them by another way, so it is exported even alone.
    const spans = [...this.#unexported_joins, own].filter(({ len }) => len > 0);
    this.#exported_ops = end;
    this.#unexported_joins = [];
    return this.exportSpans(spans);
  }

  /** Where its history ends, whether or not its state has been brought up to it. */
  ends(): Ends {
    this.#partners = 'uneven';
    return this.#endsNow();
  }

  #endsNow(): Ends {
    if (this.#ends) return this.#ends;
    this.#doc.commit();
    const version = this.#doc.oplogVersion();
    this.#ends = version.toJSON();
    version.free();
    return this.#ends;
  }

  /** These operations, which it must have; empty where they are none. */
  exportSpans(spans: readonly Span[]): Uint8Array {
    if (spans.length === 0) return new Uint8Array(0);
    return this.#doc.export({ mode: 'updates-in-range', spans: [...spans] });
  }

  import(parts: readonly Uint8Array[]): void {
    const filled = parts.filter((part) => part.length > 0);
    if (filled.length === 0) return;
    if (this.#use === 'idle' || this.#partners === 'uneven') this.#fallBehind();
    const bytes = filled.reduce((sum, { length }) => sum + length, 0);
    this.#memory.expectImport(bytes, this.#state);
    this.#use = 'idle';
    this.#heads = 'unknown';
    this.#ends = null;
    if (this.#partners === 'uneven') importOneByOne(this.#doc, filled);
    else importBatch(this.#doc, filled);
    if (this.#state === 'current') this.#joinHeads();
  }
}
