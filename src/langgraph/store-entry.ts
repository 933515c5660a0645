// One item of a store: its document, its value, its times, and which updates wrote to it. When its document may
// rest is decided elsewhere (live-entries.ts).

import type { KeyDocument } from './key-document.js';
import type { ItemView } from './core-terms.js';
import type { JsonObject, KeyEscalation } from './key-terms.js';
import type { ItemId, StoreVersion, StoredItem } from './store-updates.js';

/** An empty document, of an identity that no other has. */
export type DocumentMaker = (id: ItemId) => KeyDocument;

/** What a change of a document brought. */
export interface EntryChange {
  readonly touched: StoreVersion;
  /** When it was made, and when the item was if this made it. */
  readonly updated_at_ms: number;
  readonly created_at_ms: number;
  /** A put leaves a value for certain; after anything else it has to be looked for, which costs more. */
  readonly leaves: 'a_value' | 'perhaps_a_value';
}

export class StoreEntry implements ItemView {
  readonly id: ItemId;
  readonly document: KeyDocument;
  readonly touched = new Map<string, number>();
  created_at_ms = 0;
  updated_at_ms = 0;
  /** Undefined where it has to be read again. */
  #value: JsonObject | null | undefined;
  /** Conflicts that there were when it was last looked. */
  #open: ReadonlySet<string> = new Set();
  /** Whether there was a value when it was last looked. */
  #exists = false;
  /** What has been looked at since the last change: most of what arrives is followed by more before anyone asks. */
  #looked = { existence: true, conflicts: true };
  constructor(id: ItemId, document: KeyDocument) {
    this.id = { namespace: [...id.namespace], key: id.key };
    this.document = document;
  }

  /** Shared: not to be written to. Null where there is nothing, or no more. */
  get value(): JsonObject | null {
    if (this.#value === undefined) this.#value = this.document.value;
    return this.#value;
  }

  get exists(): boolean {
    if (!this.#looked.existence) this.#exists = this.document.exists;
    this.#looked.existence = true;
    return this.#exists;
  }

  /** Whether a conflict waits for someone to decide it. */
  get isEscalated(): boolean {
    this.#lookForConflicts();
    return this.#open.size > 0;
  }

  /** To be called before the document is written to: afterwards nobody knows whether there was a value. */
  prepareToWrite(): void {
    this.#exists = this.exists;
  }

  /** To be called after every change of the document. */
  note(change: EntryChange): void {
    this.#value = undefined;
    for (const [replica_id, sequence] of change.touched) this.#touch(replica_id, sequence);
    this.updated_at_ms = Math.max(this.updated_at_ms, change.updated_at_ms);
    if (!this.#exists) this.created_at_ms = this.#creation(change);
    this.#exists ||= change.leaves === 'a_value';
    this.#looked = { existence: change.leaves === 'a_value', conflicts: false };
  }

  /** Of several changes that nobody looked between, the earliest made it. */
  #creation({ created_at_ms }: EntryChange): number {
    return this.#looked.existence ? created_at_ms : Math.min(created_at_ms, this.created_at_ms);
  }

  /** A write that changed nothing is a write all the same, as in any store. */
  written(at_ms: number): void {
    this.updated_at_ms = Math.max(this.updated_at_ms, at_ms);
  }

  #touch(replica_id: string, sequence: number): void {
    this.touched.set(replica_id, Math.max(sequence, this.touched.get(replica_id) ?? 0));
  }

  /** Those that are open and were not when this was last asked. */
  newConflicts(): readonly KeyEscalation[] {
    const before = this.#open;
    this.#lookForConflicts();
    const isNew = [...this.#open].some((path) => !before.has(path));
    if (!isNew) return [];
    return this.document.escalations.filter(({ path }) => !before.has(JSON.stringify(path)));
  }

  #lookForConflicts(): void {
    if (this.#looked.conflicts) return;
    this.#open = new Set(this.document.conflicts.map((path) => JSON.stringify(path)));
    this.#looked.conflicts = true;
  }

  stored(): StoredItem {
    const { created_at_ms, updated_at_ms, touched } = this;
    const blob = this.document.export();
    return { ...this.id, blob, created_at_ms, updated_at_ms, touched: new Map(touched) };
  }
}
