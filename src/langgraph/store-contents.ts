// What a store holds, and what comes to it from other stores or from disk. Writes made here are store-core.ts's.

import type { StateBlob } from '../model/blob.js';
import { orderArrivals } from './arrival-order.js';
import type { ItemChange, StoreEscalation } from './core-terms.js';
import { itemName } from './items.js';
import type { KeyEscalation, Mark } from './key-terms.js';
import { Listeners, callAll, warningOf } from './listeners.js';
import { nextMoment } from './moments.js';
import { StoreEntries } from './store-entries.js';
import type { DocumentMaker, EntryChange, StoreEntry } from './store-entry.js';
import type {
  Receipt,
  StoreState,
  StoreUpdate,
  StoreVersion,
  StoredItem,
} from './store-updates.js';

/** What came for one item: updates to it, or all that another store knows of it. */
interface Arrival extends Omit<StoredItem, 'blob'> {
  readonly blobs: readonly StateBlob[];
}

interface Merged {
  readonly entry: StoreEntry;
  readonly conflicts: readonly KeyEscalation[];
}

export class StoreContents {
  readonly entries: StoreEntries;
  readonly changes = new Listeners<ItemChange>();
  readonly #escalations = new Listeners<StoreEscalation>();
  readonly #version = new Map<string, number>();

  constructor(newDocument: DocumentMaker, maxLiveDocuments: number) {
    this.entries = new StoreEntries(newDocument, maxLiveDocuments);
  }

  get version(): StoreVersion {
    return this.#version;
  }

  /** How many updates of a store are held. */
  held(replicaId: string): number {
    return this.#version.get(replicaId) ?? 0;
  }

  /** Nobody looks for conflicts until somebody listens: those that are open by then are not new. */
  onEscalation(listener: (escalation: StoreEscalation) => void): () => void {
    if (this.#escalations.isEmpty) for (const entry of this.entries.all()) entry.newConflicts();
    return this.#escalations.add(listener);
  }

  /** Notes that a document was changed here, and then tells who wants to know, `more` last. */
  note(entry: StoreEntry, change: EntryChange, more: () => void): void {
    const merged = this.#note(entry, change);
    this.#count(change.touched);
    callAll([...this.#tellings([merged], 'write'), more]);
  }

  /**
   * Takes updates in whatever order they stand: all that came for an item is merged at once.
   * @returns what became of each
   * @throws StoreError `damaged_updates` where a blob cannot be read. Nothing then counts as received; what was
   *   read may be merged all the same, and can come again.
   */
  receiveAll(updates: readonly StoreUpdate[]): readonly Receipt[] {
    const { ready, receipts } = orderArrivals(updates, this.#version);
    this.#mergeAll(byItem(ready), lastOf(ready));
    return receipts;
  }

  /** The whole state, or what of it changed beyond that version. */
  state(since: StoreVersion = new Map()): StoreState {
    const changed = [...this.entries.all()].filter((entry) => isBeyond(entry.touched, since));
    return { version: new Map(this.#version), items: changed.map((entry) => entry.stored()) };
  }

  /** @throws StoreError `damaged_updates` where a blob cannot be read; nothing has then changed. */
  absorb({ items, version }: StoreState): void {
    const news = items.filter((item) => isBeyond(item.touched, this.#version));
    this.entries.check(news);
    this.#mergeAll(
      news.map((item) => ({ ...item, blobs: [item.blob] })),
      version,
    );
  }

  /** Calls nobody back before all of it is there. */
  #mergeAll(arrivals: readonly Arrival[], reached: StoreVersion): void {
    const mark = { arrival: nextMoment(), scope: null };
    const merged = arrivals.map((arrival) => this.#merge(arrival, mark));
    this.#count(reached);
    callAll(this.#tellings(merged, 'arrival'));
  }

  #merge(arrival: Arrival, mark: Mark): Merged {
    const change = { ...arrival, leaves: 'perhaps_a_value' } as const;
    return this.entries.using(arrival, (entry) => {
      entry.document.import(arrival.blobs, mark);
      return this.#note(entry, change);
    });
  }

  #note(entry: StoreEntry, change: EntryChange): Merged {
    entry.note(change);
    return { entry, conflicts: this.#escalations.isEmpty ? [] : entry.newConflicts() };
  }

  /** Of changes before anything else, so that who keeps up with them is up to date when others are told. */
  #tellings(merged: readonly Merged[], cause: ItemChange['cause']): readonly (() => void)[] {
    const changes = merged.map(({ entry }) => () => {
      this.changes.call({ item: entry, cause });
    });
    const escalations = merged.flatMap(({ entry, conflicts }) =>
      conflicts.map((conflict) =>
        warningOf(() => {
          this.#escalations.call({ ...entry.id, ...conflict });
        }),
      ),
    );
    return [...changes, ...escalations];
  }

  #count(touched: StoreVersion): void {
    for (const [replica_id, sequence] of touched) {
      this.#version.set(replica_id, Math.max(sequence, this.held(replica_id)));
    }
  }
}

function isBeyond(touched: StoreVersion, since: StoreVersion): boolean {
  return [...touched].some(([replica_id, sequence]) => sequence > (since.get(replica_id) ?? 0));
}

/** What one item gets of updates, in their order. */
function byItem(updates: readonly StoreUpdate[]): readonly Arrival[] {
  const groups = new Map<string, [StoreUpdate, ...StoreUpdate[]]>();
  for (const update of updates) {
    const name = itemName(update);
    const group = groups.get(name);
    if (group) group.push(update);
    else groups.set(name, [update]);
  }
  return [...groups.values()].map(arrivalOf);
}

function arrivalOf(updates: readonly [StoreUpdate, ...StoreUpdate[]]): Arrival {
  const [{ namespace, key }] = updates;
  const times = updates.map(({ written_at_ms }) => written_at_ms);
  return {
    namespace,
    key,
    blobs: updates.map(({ blob }) => blob),
    touched: lastOf(updates),
    created_at_ms: Math.min(...times),
    updated_at_ms: Math.max(...times),
  };
}

/** By store, the last of its updates. */
function lastOf(updates: readonly StoreUpdate[]): StoreVersion {
  return new Map(updates.map(({ replica_id, sequence }) => [replica_id, sequence]));
}
