// Authors who write to documents of one key, each having seen what a test says it has.

import type { Json } from '../../../../src/model/json.js';
import type { StateBlob } from '../../../../src/model/blob.js';
import { KeyDocument } from '../../../../src/langgraph/key-document.js';
import type { JsonObject, Mark, WriteTerms } from '../../../../src/langgraph/key-terms.js';
import type { Kinds } from '../../../../src/langgraph/kinds.js';
import { createKindFinder } from '../../../../src/langgraph/kind-finder.js';

let peers = 0n;

/** One store as a document sees it: it numbers writes and marks what arrives. */
export class Desk {
  readonly replica_id: string;
  readonly document: KeyDocument;
  #arrivals = 0;
  #writes = 0;
  readonly sent: StateBlob[] = [];

  constructor({ kinds = {}, replica_id }: { kinds?: Kinds; replica_id?: string } = {}) {
    peers += 1n;
    this.replica_id = replica_id ?? peers.toString(16).padStart(16, '0');
    this.document = new KeyDocument({ peer_id: peers, kindOf: createKindFinder(kinds) });
  }

  get now(): number {
    return this.#arrivals;
  }

  nextMark(scope: object | null): Mark {
    this.#arrivals += 1;
    return { arrival: this.#arrivals, scope };
  }

  nextOp(): number {
    this.#writes += 1;
    return this.#writes;
  }

  /** An author who begins now: it has seen what is here, and nothing that comes. */
  author(agent_id: string): Author {
    return new Author(this, agent_id);
  }

  /** Whether there was anything to send on. */
  note(blob: StateBlob | null): 'changed' | 'unchanged' {
    if (blob) this.sent.push(blob);
    return blob ? 'changed' : 'unchanged';
  }

  import(blobs: readonly StateBlob[]): void {
    this.document.import(blobs, this.nextMark(null));
  }

  get value(): JsonObject | null {
    return this.document.value;
  }
}

export class Author {
  readonly #desk: Desk;
  readonly #agent_id: string;
  #seen: number;
  #base: JsonObject | null | undefined = undefined;

  constructor(desk: Desk, agent_id: string) {
    this.#desk = desk;
    this.#agent_id = agent_id;
    this.#seen = desk.now;
  }

  read(): this {
    this.#seen = this.#desk.now;
    this.#base = this.#desk.value;
    return this;
  }

  put(value: JsonObject): 'changed' | 'unchanged' {
    const blob = this.#desk.document.put(value, this.#terms());
    this.#base = value;
    return this.#desk.note(blob);
  }

  /** Reads, changes and puts, as an agent does that goes on from what is there. */
  update(change: (value: JsonObject) => JsonObject): 'changed' | 'unchanged' {
    const { value } = this.#desk;
    return this.read().put(change(value ?? {}));
  }

  delete(): 'changed' | 'unchanged' {
    const blob = this.#desk.document.delete(this.#terms());
    this.#base = null;
    return this.#desk.note(blob);
  }

  resolve(path: readonly string[], value: Json): 'changed' | 'unchanged' {
    return this.#desk.note(this.#desk.document.resolve(path, value, this.#terms()));
  }

  #terms(): WriteTerms {
    const seen = this.#seen;
    return {
      agent_id: this.#agent_id,
      op_id: this.#desk.nextOp(),
      replica_id: this.#desk.replica_id,
      mark: this.#desk.nextMark(this),
      sees: ({ arrival, scope }) => scope === this || arrival <= seen,
      base: this.#base,
    };
  }
}

/** What two authors make of it who do not see each other, both beginning from the same value. */
export function mergeOf(
  first: JsonObject,
  second: JsonObject,
  { from, kinds }: { from?: JsonObject; kinds?: Kinds } = {},
): Desk {
  const desk = new Desk(kinds ? { kinds } : {});
  if (from) desk.author('start').put(from);
  const [ada, bob] = [desk.author('ada').read(), desk.author('bob').read()];
  ada.put(first);
  bob.put(second);
  return desk;
}
