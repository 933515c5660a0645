// What stores tell each other and their disks: one update per acknowledged write, numbered by the store that
// made it, and whole states for those that are too far behind. Plain data; bundle.ts turns it into bytes.

import type { StateBlob } from '../model/blob.js';

export interface ItemId {
  readonly namespace: readonly string[];
  readonly key: string;
}

/** By store, how many of its updates are held: always its first ones, without a gap. */
export type StoreVersion = ReadonlyMap<string, number>;

/** One write to one key. */
export interface StoreUpdate extends ItemId {
  readonly replica_id: string;
  /** Counted per store from 1, without gaps. */
  readonly sequence: number;
  /** By other stores, the last of their updates that it rests on; left out where it rests on none. */
  readonly follows?: StoreVersion;
  /** What the write changed in the document of the key (crdt delta). */
  readonly blob: StateBlob;
  /** Milliseconds since the epoch, by the clock of the store that wrote. */
  readonly written_at_ms: number;
}

/** All that a store knows of one key. */
export interface StoredItem extends ItemId {
  /** The whole document of the key (crdt full export). */
  readonly blob: StateBlob;
  readonly created_at_ms: number;
  readonly updated_at_ms: number;
  /** Per store, the last of its updates that wrote to this key. */
  readonly touched: StoreVersion;
}

/** `items` are all keys, or all that changed beyond a version; together they bring a reader to `version`. */
export interface StoreState {
  readonly version: StoreVersion;
  readonly items: readonly StoredItem[];
}

/** A state holds what changed beyond `since`: it is of use only to who holds all of that already. */
export type Bundle =
  | { readonly type: 'updates'; readonly updates: readonly StoreUpdate[] }
  | { readonly type: 'state'; readonly since: StoreVersion; readonly state: StoreState };

/**
 * What became of an update: `applied`, `known` before, or held back because updates of the same store that
 * come before it are missing (`gap`): ask for them.
 */
export type Receipt = 'applied' | 'known' | 'gap';

/** A store as replication and durability see it. */
export interface UpdateSource {
  readonly replica_id: string;
  readonly version: StoreVersion;
  /** Calls back with every update made here, before it is acknowledged; returns how to stop that. */
  onUpdate(listener: (update: StoreUpdate) => void): () => void;
  receive(update: StoreUpdate): Receipt;
  /**
   * The same for many at once, in whatever order they stand: far less work than one by one.
   * @returns what became of each
   * @throws Error where a blob cannot be read: none then counts as received, and all can come again.
   */
  receiveAll(updates: readonly StoreUpdate[]): readonly Receipt[];
  /** The whole state, or what of it changed beyond that version. */
  state(since?: StoreVersion): StoreState;
  /** Merges a state into this one. @throws Error where a blob cannot be read; nothing has then changed. */
  absorb(state: StoreState): void;
}
