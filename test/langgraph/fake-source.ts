// A store of which only replication is real: the value of a key is the set of all texts ever written to it.

import type {
  ItemId,
  Receipt,
  StoredItem,
  StoreState,
  StoreUpdate,
  StoreVersion,
  UpdateSource,
} from '../../src/langgraph/store-updates.js';

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

interface Entry {
  readonly id: ItemId;
  readonly texts: Set<string>;
  readonly touched: Map<string, number>;
}

export class FakeSource implements UpdateSource {
  readonly replica_id: string;
  readonly #version = new Map<string, number>();
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(update: StoreUpdate) => void>();
  absorbed = 0;

  constructor(replica_id: string) {
    this.replica_id = replica_id;
  }

  get version(): StoreVersion {
    return new Map(this.#version);
  }

  get texts(): Readonly<Record<string, readonly string[]>> {
    const entries = [...this.#entries.values()];
    return Object.fromEntries(entries.map(({ id, texts }) => [id.key, [...texts].sort()]));
  }

  put(key: string, text: string): StoreUpdate {
    const update = {
      namespace: ['names', 'of a key'],
      key,
      replica_id: this.replica_id,
      sequence: (this.#version.get(this.replica_id) ?? 0) + 1,
      blob: ENCODER.encode(JSON.stringify([text])),
      written_at_ms: 1_700_000_000_000.5,
    };
    this.#apply(update);
    for (const listener of this.#listeners) listener(update);
    return update;
  }

  onUpdate(listener: (update: StoreUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  receiveAll(updates: readonly StoreUpdate[]): readonly Receipt[] {
    return updates.map((update) => this.receive(update));
  }

  receive(update: StoreUpdate): Receipt {
    const held = this.#version.get(update.replica_id) ?? 0;
    if (update.sequence <= held) return 'known';
    if (update.sequence > held + 1) return 'gap';
    this.#apply(update);
    return 'applied';
  }

  state(since: StoreVersion = new Map()): StoreState {
    const changed = [...this.#entries.values()].filter(({ touched }) =>
      [...touched].some(([replica_id, sequence]) => sequence > (since.get(replica_id) ?? 0)),
    );
    return { version: this.version, items: changed.map(toItem) };
  }

  absorb(state: StoreState): void {
    this.absorbed += 1;
    for (const { blob, touched, ...id } of state.items) this.#merge(id, blob, touched);
    for (const [replica_id, count] of state.version) this.#raise(this.#version, replica_id, count);
  }

  #apply(update: StoreUpdate): void {
    this.#merge(update, update.blob, new Map([[update.replica_id, update.sequence]]));
    this.#version.set(update.replica_id, update.sequence);
  }

  #merge({ namespace, key }: ItemId, blob: Uint8Array, touched: StoreVersion): void {
    const texts = JSON.parse(DECODER.decode(blob)) as string[];
    const name = JSON.stringify([namespace, key]);
    const fresh = { id: { namespace, key }, texts: new Set<string>(), touched: new Map() };
    const entry = this.#entries.get(name) ?? fresh;
    this.#entries.set(name, entry);
    for (const text of texts) entry.texts.add(text);
    for (const [replica_id, sequence] of touched) this.#raise(entry.touched, replica_id, sequence);
  }

  #raise(version: Map<string, number>, replica_id: string, count: number): void {
    version.set(replica_id, Math.max(count, version.get(replica_id) ?? 0));
  }
}

function toItem({ id, texts, touched }: Entry): StoredItem {
  const blob = ENCODER.encode(JSON.stringify([...texts]));
  return { ...id, blob, touched, created_at_ms: 1, updated_at_ms: 2.5 };
}
