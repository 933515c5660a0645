// All items of a store by name. Items that were deleted stay: what was removed has to be known where a write
// that had not seen the removal arrives.

import { itemName } from './items.js';
import { LiveEntries } from './live-entries.js';
import type { DocumentMaker } from './store-entry.js';
import { StoreEntry } from './store-entry.js';
import type { ItemId, StoredItem } from './store-updates.js';

export class StoreEntries {
  readonly #newDocument: DocumentMaker;
  readonly #entries = new Map<string, StoreEntry>();
  readonly #live: LiveEntries;

  constructor(newDocument: DocumentMaker, maxLiveDocuments: number) {
    this.#newDocument = newDocument;
    this.#live = new LiveEntries(maxLiveDocuments);
  }

  get size(): number {
    return this.#entries.size;
  }

  get live(): number {
    return this.#live.size;
  }

  all(): Iterable<StoreEntry> {
    return this.#entries.values();
  }

  peek(id: ItemId): StoreEntry | undefined {
    return this.#entries.get(itemName(id));
  }

  /** Reads blobs of items into a document that nobody uses. @throws Error where one cannot be read */
  check(items: readonly StoredItem[]): void {
    const [first] = items;
    if (!first) return;
    const document = this.#newDocument(first);
    try {
      document.import(
        items.map(({ blob }) => blob),
        { arrival: 0, scope: null },
      );
    } finally {
      document.dispose();
    }
  }

  /**
   * Does something with the document of an item, which is kept if that does not throw.
   * @returns what `act` returned
   */
  using<Result>(id: ItemId, act: (entry: StoreEntry) => Result): Result {
    const known = this.peek(id);
    if (known !== undefined) return act(this.#live.use(known));
    const entry = new StoreEntry(id, this.#newDocument(id));
    const result = disposingIfThrown(entry, () => act(entry));
    this.#entries.set(itemName(id), this.#live.use(entry));
    return result;
  }

  dispose(): void {
    this.#live.dispose();
  }
}

function disposingIfThrown<Result>(entry: StoreEntry, act: () => Result): Result {
  try {
    return act();
  } catch (thrown) {
    entry.document.dispose();
    throw thrown;
  }
}
