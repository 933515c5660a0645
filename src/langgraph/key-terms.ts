// What the document of one key is told with a write, and what it tells of itself. Plain data: who has seen
// what is decided by scopes (scopes.ts), how it merges by the document (key-document.ts).

import type { Json } from '../model/json.js';

/** Names from the root of a value to a field of it; the empty path is the value itself. */
export type Path = readonly string[];

export type JsonObject = Readonly<Record<string, Json>>;

/** When something became visible in this store, and through whom. Compared by the scope that made it. */
export interface Mark {
  /** Counted over the whole store, from 1. */
  readonly arrival: number;
  /** The scope that wrote it; null for what came from another store or from disk. */
  readonly scope: object | null;
}

/** One write's author, its place in the history, and what its author had seen. */
export interface WriteTerms {
  readonly agent_id: string;
  /** Increases with every write of the store. With `agent_id` and `replica_id` it names one write ever. */
  readonly op_id: number;
  /** The store that the write was made in. */
  readonly replica_id: string;
  readonly mark: Mark;
  /** Whether the author had seen what carries that mark. */
  readonly sees: (mark: Mark) => boolean;
  /** What the author read of this key last, null where it read that there is none; undefined where it never read. */
  readonly base: JsonObject | null | undefined;
}

/** One attributed value of a conflict in a store. */
export interface StoreContender {
  readonly agent_id: string;
  /** What the field would read as, were this the only value; undefined where it is a removal. */
  readonly value: Json | undefined;
  readonly op_id: number;
  readonly replica_id: string;
}

/** A conflict that nobody has decided yet. */
export interface KeyEscalation {
  readonly path: Path;
  readonly contenders: readonly StoreContender[];
}

/** Who wrote what of a value now stands. */
export interface KeyAttribution {
  readonly path: Path;
  readonly kind: 'register' | 'grow_set' | 'append_text' | 'escalated';
  /** One entry per element of a list, per fragment of a text, per distinct value of a conflict; else one. */
  readonly parts: readonly AttributedPart[];
}

export interface AttributedPart {
  readonly value: Json;
  readonly authors: readonly StoreAuthor[];
}

export interface StoreAuthor {
  readonly agent_id: string;
  readonly op_id: number;
  readonly replica_id: string;
}
