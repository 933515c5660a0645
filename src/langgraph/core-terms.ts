// What the core of a store is made with and what it tells. Plain data.

import type { JsonObject, KeyEscalation } from './key-terms.js';
import type { Kinds } from './kinds.js';
import type { ItemId } from './store-updates.js';

export interface CoreOptions {
  readonly kinds?: Kinds | undefined;
  /** 16 hexadecimal digits, drawn where left out. Never to be used by two stores, or by one that was reopened. */
  readonly replica_id?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
  /** The identity to write under for the document of an item: one for each; random where left out. */
  readonly newPeerId?: ((id: ItemId) => bigint) | undefined;
  /** How many documents are kept at hand; the rest is kept as bytes. 1,000 where left out. */
  readonly maxLiveDocuments?: number | undefined;
}

/** What is read of an item. The value is shared: to be copied before it is given to anyone who may write to it. */
export interface CoreItem {
  readonly value: JsonObject;
  readonly created_at_ms: number;
  readonly updated_at_ms: number;
}

/** An item as it is by the time its properties are read. */
export interface ItemView {
  readonly id: ItemId;
  readonly exists: boolean;
  /** Shared, as in {@link CoreItem}; null where there is none. Read anew after every change, so only if needed. */
  readonly value: JsonObject | null;
  readonly created_at_ms: number;
  readonly updated_at_ms: number;
}

/** That an item was written to here, or that something arrived for it from elsewhere. */
export interface ItemChange {
  readonly item: ItemView;
  readonly cause: 'write' | 'arrival';
}

/** A conflict that nobody has decided yet, and where it is. */
export interface StoreEscalation extends ItemId, KeyEscalation {}

export interface StoreStats {
  /** Items that there are or were. */
  readonly items: number;
  readonly live_documents: number;
  /** Writes made here that changed something. */
  readonly writes: number;
  /** Those of them whose author is not known. */
  readonly anonymous_writes: number;
  /** Updates that other stores made, or this one before it was reopened. */
  readonly received_updates: number;
  readonly open_escalations: number;
}
