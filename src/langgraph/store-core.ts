// A store of items that merge: which writes there are, what their authors had seen, and what is read.
// Synchronous and free of LangGraph, disks and channels: runtime/, disk/ and channel.ts are built on it.

import { randomBytes } from 'node:crypto';
import type { Json } from '../model/json.js';
import type {
  CoreItem,
  CoreOptions,
  ItemChange,
  ItemView,
  StoreEscalation,
  StoreStats,
} from './core-terms.js';
import { itemName } from './items.js';
import { toJson, toJsonObject } from './json-value.js';
import { KeyDocument } from './key-document.js';
import type { JsonObject, KeyAttribution, Path } from './key-terms.js';
import { createKindFinder } from './kind-finder.js';
import { latestMoment } from './moments.js';
import { beginScope } from './scopes.js';
import type { Scope } from './scopes.js';
import { StoreContents } from './store-contents.js';
import { StoreError } from './store-error.js';
import type {
  ItemId,
  Receipt,
  StoreState,
  StoreUpdate,
  StoreVersion,
  UpdateSource,
} from './store-updates.js';
import { updatesBeyond } from './store-version.js';
import { StoreWriter } from './store-writer.js';

const MAX_LIVE_DOCUMENTS = 1000;

export class StoreCore implements UpdateSource {
  readonly replica_id: string;
  readonly #contents: StoreContents;
  readonly #writer: StoreWriter;

  constructor(options: CoreOptions = {}) {
    const { kinds, now = Date.now, maxLiveDocuments, newPeerId = randomPeerId } = options;
    const replica_id = options.replica_id ?? randomBytes(8).toString('hex');
    this.replica_id = replica_id;
    checkReplicaId(replica_id);
    const limit = maxLiveDocuments ?? MAX_LIVE_DOCUMENTS;
    const kindOf = createKindFinder(kinds);
    const newDocument = (id: ItemId) => new KeyDocument({ peer_id: newPeerId(id), kindOf });
    this.#contents = new StoreContents(newDocument, limit);
    this.#writer = new StoreWriter({ replica_id, now, contents: this.#contents });
  }

  get version(): StoreVersion {
    return new Map(this.#contents.version);
  }

  /**
   * Merges a value into an item. What becomes of fields that others wrote and that this scope had not seen is
   * the document's to decide.
   * @param asked_at when the write was asked for: what came later it cannot have seen; now, where left out
   * @throws StoreError `not_json` or `too_deep`; nothing has then changed
   */
  put(id: ItemId, value: JsonObject, scope: Scope, asked_at = latestMoment()): void {
    const written = toJsonObject(value);
    this.#writer.write({
      id,
      scope,
      asked_at,
      leaves: 'a_value',
      act: (document, terms) => document.put(written, terms),
    });
    scope.noteWrite(itemName(id), written);
  }

  /** Removes what the scope had seen of an item; what it had not seen stays. */
  delete(id: ItemId, scope: Scope, asked_at = latestMoment()): void {
    if (this.#contents.entries.peek(id) === undefined) return;
    this.#writer.write({
      id,
      scope,
      asked_at,
      leaves: 'perhaps_a_value',
      act: (document, terms) => document.delete(terms),
    });
    scope.noteWrite(itemName(id), null);
  }

  /** Reads an item, and notes for the scope that it did. */
  get(id: ItemId, scope?: Scope): CoreItem | null {
    const entry = this.#contents.entries.peek(id);
    const value = entry?.value ?? null;
    scope?.noteRead(itemName(id), value, latestMoment());
    if (entry === undefined || value === null) return null;
    return { value, created_at_ms: entry.created_at_ms, updated_at_ms: entry.updated_at_ms };
  }

  /** An item that there is or was. */
  view(id: ItemId): ItemView | null {
    return this.#contents.entries.peek(id) ?? null;
  }

  /**
   * Decides a conflict: the value takes the place of all that contend for the field now.
   * @throws StoreError `not_escalated` where there is no conflict at that path
   */
  resolve(id: ItemId, path: Path, value: Json, by: string): void {
    const entry = this.#contents.entries.peek(id);
    if (entry?.isEscalated !== true) throw notEscalated(id, path);
    const decided = toJson(value);
    this.#writer.write({
      id,
      scope: beginScope(by),
      asked_at: latestMoment(),
      leaves: 'perhaps_a_value',
      act: (document, terms) => document.resolve(path, decided, terms),
    });
  }

  attribution(id: ItemId): readonly KeyAttribution[] {
    return this.#contents.entries.peek(id)?.document.attribution ?? [];
  }

  /** All conflicts that nobody has decided yet. */
  escalations(): readonly StoreEscalation[] {
    const escalated = [...this.#contents.entries.all()].filter((entry) => entry.isEscalated);
    return escalated.flatMap(({ id, document }) =>
      document.escalations.map((escalation) => ({ ...id, ...escalation })),
    );
  }

  stats(): StoreStats {
    const writes = this.#contents.held(this.replica_id);
    return {
      items: this.#contents.entries.size,
      live_documents: this.#contents.entries.live,
      writes,
      anonymous_writes: this.#writer.anonymous_writes,
      received_updates: updatesBeyond(this.#contents.version, new Map([[this.replica_id, writes]])),
      open_escalations: this.escalations().length,
    };
  }

  /** Calls back once per new conflict: not again while it stays open, however many come to contend. */
  onEscalation(listener: (escalation: StoreEscalation) => void): () => void {
    return this.#contents.onEscalation(listener);
  }

  /** Calls back with every item that a write or another store has changed, before anyone else is called. */
  onChange(listener: (change: ItemChange) => void): () => void {
    return this.#contents.changes.add(listener);
  }

  onUpdate(listener: (update: StoreUpdate) => void): () => void {
    return this.#writer.updates.add(listener);
  }

  dispose(): void {
    this.#contents.entries.dispose();
  }

  receive(update: StoreUpdate): Receipt {
    const [receipt = 'gap'] = this.#contents.receiveAll([update]);
    return receipt;
  }

  receiveAll(updates: readonly StoreUpdate[]): readonly Receipt[] {
    return this.#contents.receiveAll(updates);
  }

  state(since?: StoreVersion): StoreState {
    return this.#contents.state(since);
  }

  absorb(state: StoreState): void {
    this.#contents.absorb(state);
  }
}

function checkReplicaId(id: string): void {
  if (/^[0-9a-f]{16}$/.test(id)) return;
  throw new StoreError('bad_replica_id', {
    what: 'no replica id',
    where: JSON.stringify(id),
    remedy: 'it has 16 hexadecimal digits; leave it out to have one drawn',
  });
}

function notEscalated({ namespace, key }: ItemId, path: Path): StoreError {
  return new StoreError('not_escalated', {
    what: 'nothing to resolve',
    where: `${JSON.stringify([...namespace, key])}, field ${JSON.stringify(path.join('.'))}`,
    remedy: 'escalations() lists the conflicts that are open',
  });
}

function randomPeerId(): bigint {
  return randomBytes(8).readBigUInt64BE();
}
