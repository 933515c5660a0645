// What a store holds, and what comes to it from other stores or from disk. Writes made here are store-core.ts's.

import type { ItemChange, StoreEscalation } from './core-terms.js';
import { Listeners, callAll } from './listeners.js';
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
import { covers } from './store-version.js';

export class StoreContents {
  readonly entries: StoreEntries;
  readonly changes = new Listeners<ItemChange>();
  readonly escalations = new Listeners<StoreEscalation>();
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

  /** Notes that a document was changed, and then tells who wants to know, `more` last. */
  note(entry: StoreEntry, change: EntryChange, more: readonly (() => void)[]): void {
    const conflicts = entry.note(change);
    this.#count(change.touched);
    callAll([
      () => {
        this.changes.call({ item: entry, cause: change.cause });
      },
      ...conflicts.map((conflict) => () => {
        this.escalations.call({ ...entry.id, ...conflict });
      }),
      ...more,
    ]);
  }

  receive(update: StoreUpdate): Receipt {
    const held = this.held(update.replica_id);
    if (update.sequence <= held) return 'known';
    if (update.sequence > held + 1) return 'gap';
    if (!covers(this.#version, update.follows ?? new Map())) return 'gap';
    this.#merge({
      ...update,
      created_at_ms: update.written_at_ms,
      updated_at_ms: update.written_at_ms,
      touched: new Map([[update.replica_id, update.sequence]]),
    });
    return 'applied';
  }

  /** The whole state, or what of it changed beyond that version. */
  state(since: StoreVersion = new Map()): StoreState {
    const changed = [...this.entries.all()].filter((entry) => isBeyond(entry.touched, since));
    return { version: new Map(this.#version), items: changed.map((entry) => entry.stored()) };
  }

  /** @throws Error where a blob cannot be read; nothing has then changed. */
  absorb(state: StoreState): void {
    const news = state.items.filter((item) => isBeyond(item.touched, this.#version));
    for (const item of news) this.entries.check(item);
    callAll([
      ...news.map((item) => () => {
        this.#merge(item);
      }),
      () => {
        this.#count(state.version);
      },
    ]);
  }

  #merge(item: StoredItem): void {
    const mark = { arrival: nextMoment(), scope: null };
    const entry = this.entries.using(item, (held) => {
      held.document.import([item.blob], mark);
      return held;
    });
    const change = {
      ...item,
      mark,
      sees: () => false,
      leaves: 'perhaps_a_value',
      cause: 'arrival',
    } as const;
    this.note(entry, change, []);
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
