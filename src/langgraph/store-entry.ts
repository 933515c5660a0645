// One item of a store: its document while it is in use, or the bytes of it; its value, its times, and which
// updates wrote to it. When to let go of the document is decided elsewhere (live-entries.ts).

import type { StateBlob } from '../model/blob.js';
import { KeyDocument } from './key-document.js';
import type { ItemView } from './core-terms.js';
import type { JsonObject, KeyEscalation, Mark } from './key-terms.js';
import type { ItemId, StoreVersion, StoredItem } from './store-updates.js';

/** An empty document, of an identity that no other has. */
export type DocumentMaker = () => KeyDocument;

/** What a change of a document brought, and under which mark. */
export interface EntryChange {
  readonly mark: Mark;
  /** Whether who made it had seen what carries that mark. */
  readonly sees: (mark: Mark) => boolean;
  readonly touched: StoreVersion;
  /** When it was made, and when the item was if this made it. */
  readonly updated_at_ms: number;
  readonly created_at_ms: number;
  /** A put leaves a value for certain; after anything else it has to be looked for, which costs more. */
  readonly leaves: 'a_value' | 'perhaps_a_value';
  readonly cause: 'write' | 'arrival';
}

export class StoreEntry implements ItemView {
  readonly id: ItemId;
  readonly touched = new Map<string, number>();
  created_at_ms = 0;
  updated_at_ms = 0;
  readonly #newDocument: DocumentMaker;
  #held: KeyDocument | StateBlob;
  /** Undefined where it has to be read again. */
  #value: JsonObject | null | undefined;
  #open: ReadonlySet<string> = new Set();
  #exists = false;
  /** What stands for the marks of all writes where only the bytes are kept. */
  #mark: Mark = { arrival: 0, scope: null };

  constructor(id: ItemId, newDocument: DocumentMaker) {
    this.id = { namespace: [...id.namespace], key: id.key };
    this.#newDocument = newDocument;
    this.#held = newDocument();
  }

  /** Shared: not to be written to. Null where there is nothing, or no more. */
  get value(): JsonObject | null {
    if (this.#value === undefined) this.#value = this.document.value;
    return this.#value;
  }

  get exists(): boolean {
    return this.#exists;
  }

  get document(): KeyDocument {
    if (this.#held instanceof KeyDocument) return this.#held;
    const document = this.#newDocument();
    document.import([this.#held], this.#mark);
    this.#held = document;
    return document;
  }

  get blob(): StateBlob {
    return this.#held instanceof KeyDocument ? this.#held.export() : this.#held;
  }

  /** Whether a conflict waits for someone to decide it. */
  get isEscalated(): boolean {
    return this.#open.size > 0;
  }

  /** To be called after every change of the document. @returns the conflicts that are new */
  note(change: EntryChange): readonly KeyEscalation[] {
    this.#value = undefined;
    for (const [replica_id, sequence] of change.touched) this.#touch(replica_id, sequence);
    this.#mark = { ...change.mark, scope: change.sees(this.#mark) ? change.mark.scope : null };
    this.updated_at_ms = Math.max(this.updated_at_ms, change.updated_at_ms);
    if (!this.#exists) this.created_at_ms = change.created_at_ms;
    this.#exists = change.leaves === 'a_value' || this.value !== null;
    return this.#newConflicts();
  }

  /** A write that changed nothing is a write all the same, as in any store. */
  written(at_ms: number): void {
    this.updated_at_ms = Math.max(this.updated_at_ms, at_ms);
  }

  #touch(replica_id: string, sequence: number): void {
    this.touched.set(replica_id, Math.max(sequence, this.touched.get(replica_id) ?? 0));
  }

  #newConflicts(): readonly KeyEscalation[] {
    const escalations = this.document.escalations;
    const before = this.#open;
    this.#open = new Set(escalations.map(({ path }) => JSON.stringify(path)));
    return escalations.filter(({ path }) => !before.has(JSON.stringify(path)));
  }

  /** Keeps the bytes and the value alone. */
  freeze(): void {
    if (!(this.#held instanceof KeyDocument)) return;
    const document = this.#held;
    if (this.#value === undefined) this.#value = document.value;
    this.#held = document.export();
    document.dispose();
  }

  dispose(): void {
    if (this.#held instanceof KeyDocument) this.#held.dispose();
  }

  stored(): StoredItem {
    const { blob, created_at_ms, updated_at_ms, touched } = this;
    return { ...this.id, blob, created_at_ms, updated_at_ms, touched: new Map(touched) };
  }
}
