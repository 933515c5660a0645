// Writes made in this store: what they are called, what their authors had seen, and the update that each of
// them becomes. What of a value they change is the document's to decide.

import type { StateBlob } from '../model/blob.js';
import { itemName } from './items.js';
import type { KeyDocument } from './key-document.js';
import type { WriteTerms } from './key-terms.js';
import { Listeners } from './listeners.js';
import { nextMoment } from './moments.js';
import { ANONYMOUS } from './scopes.js';
import type { Scope } from './scopes.js';
import type { StoreContents } from './store-contents.js';
import type { EntryChange, StoreEntry } from './store-entry.js';
import type { ItemId, StoreUpdate, StoreVersion } from './store-updates.js';

export interface WriterOptions {
  readonly replica_id: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly contents: StoreContents;
}

export interface StoreWrite {
  readonly id: ItemId;
  readonly scope: Scope;
  /** The moment when it was asked for: what came later, its author cannot have seen. */
  readonly asked_at: number;
  readonly leaves: EntryChange['leaves'];
  /** @returns what changed in the document; null where nothing did */
  readonly act: (document: KeyDocument, terms: WriteTerms) => StateBlob | null;
}

export class StoreWriter {
  readonly updates = new Listeners<StoreUpdate>();
  readonly #options: WriterOptions;
  #anonymous_writes = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Writes that changed something and whose author is not known. */
  get anonymous_writes(): number {
    return this.#anonymous_writes;
  }

  write(write: StoreWrite): void {
    const { contents, now } = this.#options;
    const terms = this.#termsFor(write);
    const written_at_ms = now();
    const [entry, blob] = contents.entries.using(write.id, (held) => {
      held.prepareToWrite();
      return [held, write.act(held.document, terms)] as const;
    });
    if (blob !== null) {
      this.#publish(entry, write, { ...terms, blob, written_at_ms });
      return;
    }
    entry.written(written_at_ms);
    contents.changes.call({ item: entry, cause: 'write' });
  }

  #publish(entry: StoreEntry, { leaves }: StoreWrite, made: Made): void {
    const { agent_id, op_id: sequence, replica_id, blob, written_at_ms } = made;
    if (agent_id === ANONYMOUS) this.#anonymous_writes += 1;
    const rests = restsOn(entry.touched, replica_id);
    const update = { ...entry.id, ...rests, replica_id, sequence, blob, written_at_ms };
    const touched = new Map([[replica_id, sequence]]);
    const times = { created_at_ms: written_at_ms, updated_at_ms: written_at_ms };
    this.#options.contents.note(entry, { ...times, touched, leaves }, () => {
      this.updates.call(update);
    });
  }

  /** A write is named by the place of its update among those of this store. */
  #termsFor({ id, scope, asked_at }: StoreWrite): WriteTerms {
    const { contents, replica_id } = this.#options;
    const item = itemName(id);
    return {
      agent_id: scope.agent_id,
      op_id: contents.held(replica_id) + 1,
      replica_id,
      mark: { arrival: nextMoment(), scope: scope.origin },
      sees: (mark) => mark.scope === scope.origin || scope.sees(item, mark, asked_at),
      base: scope.baseOf(item),
    };
  }
}

interface Made extends WriteTerms {
  readonly blob: StateBlob;
  readonly written_at_ms: number;
}

/** The engine cannot place an operation before those of other stores that it was made after. */
function restsOn(touched: StoreVersion, replicaId: string): Pick<StoreUpdate, 'follows'> {
  const follows = new Map([...touched].filter(([replica_id]) => replica_id !== replicaId));
  return follows.size === 0 ? {} : { follows };
}
