// One key of a store as one document that merges: fields as src/langgraph/document/ has them, on the engine of
// the crdt strategy. Who has seen what is told to it with every write (scopes.ts); when, it does not ask.

import type { StateBlob } from '../model/blob.js';
import type { Json } from '../model/json.js';
import { messageOf } from '../model/problem.js';
import { attributionOf } from './document/attribution.js';
import { Field } from './document/field.js';
import { loadFields } from './document/load.js';
import { Pen } from './document/pen.js';
import { escalatedFields, escalationsOf, readField } from './document/reading.js';
import { resolveField } from './document/resolve.js';
import type { Known } from './document/statement.js';
import { ABSENT, UNREAD } from './document/statement.js';
import { writeRoot } from './document/write.js';
import { isJsonObject, toJson, toJsonObject } from './json-value.js';
import type {
  JsonObject,
  KeyAttribution,
  KeyEscalation,
  Mark,
  Path,
  WriteTerms,
} from './key-terms.js';
import type { KindFinder } from './kind-finder.js';
import { RestingEngine } from './resting-engine.js';
import { StoreError } from './store-error.js';

export class KeyDocument {
  readonly #engine: RestingEngine;
  readonly #kindOf: KindFinder;
  #root = new Field([]);
  /** The mark of what was imported and is not yet in the fields; null where they are complete. */
  #imported: Mark | null = null;

  constructor({ peer_id, kindOf }: { readonly peer_id: bigint; readonly kindOf: KindFinder }) {
    this.#engine = new RestingEngine(peer_id);
    this.#kindOf = kindOf;
  }

  /**
   * Writes what the author changed, in the place of what it had seen.
   * @returns what is to be sent on; null where nothing changed.
   * @throws StoreError `not_json` or `too_deep`; nothing has then changed.
   */
  put(value: JsonObject, terms: WriteTerms): StateBlob | null {
    const taken = toJsonObject(value);
    return this.#write(terms, (pen, field) => {
      const statement = { field, value: taken, known: knownFrom(terms.base), position: 0 };
      writeRoot({ pen, kindOf: this.#kindOf }, statement);
    });
  }

  /** Removes what the author had seen; what was written meanwhile stays. Null where there is no such thing. */
  delete(terms: WriteTerms): StateBlob | null {
    return this.#write(terms, (pen, root) => {
      const isKnown = isJsonObject(terms.base ?? undefined) || pen.seen(root.heads).length > 0;
      if (isKnown && root.standing.length > 0) pen.remove(root);
    });
  }

  /**
   * Decides a conflict: the value stands in the place of all contenders that are there now.
   * @throws StoreError `not_escalated` where nothing is in conflict at the path; `not_json`, `too_deep`.
   */
  resolve(path: Path, value: Json, terms: WriteTerms): StateBlob | null {
    const taken = toJson(value);
    return this.#write({ ...terms, sees: () => true }, (pen, root) => {
      resolveField({ pen, kindOf: this.#kindOf }, { root, path, value: taken });
    });
  }

  #write(terms: WriteTerms, write: (pen: Pen, root: Field) => void): StateBlob | null {
    const root = this.#fields();
    const engine = this.#engine.awake;
    const pen = new Pen(engine, terms);
    write(pen, root);
    return pen.hasWritten ? engine.export('delta') : null;
  }

  /**
   * Merges what other stores wrote, in any order, as often as it comes. It counts as seen by whoever sees the
   * mark; of several imports with no read or write between them, the last mark stands for all.
   * @throws StoreError `damaged_updates` where a blob cannot be read; others of the call may be merged.
   */
  import(blobs: readonly StateBlob[], mark: Mark): void {
    this.#imported = mark;
    try {
      this.#engine.awake.import(blobs);
    } catch (thrown) {
      const what = 'updates cannot be read';
      const remedy = 'have them sent again';
      throw new StoreError('damaged_updates', { what, where: messageOf(thrown), remedy }, thrown);
    }
  }

  /** Everything, as bytes that another document of the key can import. */
  export(): StateBlob {
    return this.#engine.export();
  }

  /** A copy, to be changed by whoever gets it; null where there is none. */
  get value(): JsonObject | null {
    const value = readField(this.#fields());
    return isJsonObject(value) ? value : null;
  }

  /** Whether there is a value. */
  get exists(): boolean {
    return this.#fields().standing.length > 0;
  }

  /** Where its conflicts are. */
  get conflicts(): readonly Path[] {
    return escalatedFields(this.#fields()).map(({ path }) => path);
  }

  get escalations(): readonly KeyEscalation[] {
    return escalationsOf(this.#fields());
  }

  get attribution(): readonly KeyAttribution[] {
    return attributionOf(this.#fields());
  }

  #fields(): Field {
    if (this.#imported) this.#root = loadFields(this.#engine.awake, this.#root, this.#imported);
    this.#imported = null;
    return this.#root;
  }

  /** Gives the engine's memory back. All works as before; the next write or import first reads the bytes again. */
  rest(): void {
    this.#fields();
    this.#engine.rest();
  }

  /** Frees what the engine holds. Nothing works afterwards. */
  dispose(): void {
    this.#engine.dispose();
  }
}

function knownFrom(base: WriteTerms['base']): Known {
  if (base === undefined) return UNREAD;
  return base === null ? ABSENT : { type: 'read', value: base };
}
