// The drop-in store: LangGraph's InMemoryStore, with a merging core in the place of "the last put wins". Searches,
// filters, listings and vectors stay the parent's own code; its maps mirror the core.

import { InMemoryStore } from '@langchain/langgraph';
import type { Operation, OperationResults } from '@langchain/langgraph';
import { checkAgentId } from '../acting-as.js';
import { encodeVersion } from '../bundle.js';
import { connect, importAndTell } from '../channel.js';
import type { Channel, ChannelOptions } from '../channel.js';
import type { StoreEscalation, StoreStats } from '../core-terms.js';
import type { DurableSource } from '../disk/durable-source.js';
import { openDurable } from '../disk/open-durable.js';
import { isWithin } from '../items.js';
import type { KeyAttribution, Path } from '../key-terms.js';
import type { Kinds } from '../kinds.js';
import type { Json } from '../../model/json.js';
import { exportUpdates } from '../replication.js';
import type { ImportReport } from '../replication.js';
import { StoreCore } from '../store-core.js';
import type { UpdateSource } from '../store-updates.js';
import type { Transport } from '../transport.js';
import { runBatch } from './batch.js';
import { Callers } from './callers.js';
import type { CheckedPut } from './checked-put.js';
import { storeClosed } from './closed.js';
import { given } from './options.js';
import type { OpenOptions, SyncedStoreOptions } from './options.js';
import { StockSide } from './stock-side.js';
import type { TextVectors } from './vectors.js';

export class SyncedStore extends InMemoryStore {
  readonly kinds: Kinds;
  readonly #openCore: StoreCore;
  readonly #stockSide: StockSide;
  readonly #callers: Callers;
  readonly #channels = new Set<Channel>();
  #durable: DurableSource | null = null;
  #closing: Promise<void> | null = null;

  constructor({ kinds = {}, maxLiveDocuments, ...stock }: SyncedStoreOptions = {}) {
    super(stock);
    this.kinds = { ...kinds };
    this.#openCore = new StoreCore({ kinds, maxLiveDocuments });
    this.#stockSide = new StockSide(this, this.#openCore);
    this.#callers = new Callers(this);
  }

  /** LangGraph asks this of a store that it makes a wrapper around, whichever copy of LangGraph it is. */
  get lg_name(): string {
    this.#callers.wrapperMade();
    return 'SyncedStore';
  }

  /**
   * A store that is kept in a folder: a put is acknowledged when it is on disk.
   * @throws StoreError `locked`, `damaged_files`, `unknown_format` or `disk_failed`
   */
  static async open({
    kinds,
    maxLiveDocuments,
    index,
    ...disk
  }: OpenOptions): Promise<SyncedStore> {
    const store = new SyncedStore(given({ kinds, maxLiveDocuments, index }));
    try {
      store.#durable = await openDurable(store.#core, disk);
      await store.flushed();
      return store;
    } catch (thrown) {
      await store.close();
      throw thrown;
    }
  }

  override async batch<Op extends readonly Operation[]>(
    operations: Op,
  ): Promise<OperationResults<Op>> {
    const answers = await runBatch(
      {
        core: this.#core,
        stamping: () => this.#callers.stamping(),
        answer: (others) => super.batch(others),
        prepare: (puts) => this.#stockSide.prepare(puts),
        written: (puts, vectors) => this.#written(puts, vectors),
      },
      operations,
    );
    return answers as OperationResults<Op>;
  }

  /** Who wrote what of an item now stands, by field. */
  attribution(namespace: readonly string[], key: string): readonly KeyAttribution[] {
    return this.#core.attribution({ namespace, key });
  }

  /** All conflicts that nobody has decided yet. */
  escalations(): readonly StoreEscalation[] {
    return this.#core.escalations();
  }

  /** Those of them in namespaces that begin so. */
  pendingEscalations(namespace: readonly string[]): readonly StoreEscalation[] {
    return this.escalations().filter((escalation) => isWithin(escalation.namespace, namespace));
  }

  /** Calls back once per new conflict, however many come to contend. @returns how to stop that */
  onEscalation(listener: (escalation: StoreEscalation) => void): () => void {
    return this.#core.onEscalation(listener);
  }

  /**
   * Decides a conflict: the value takes the place of all that contend for the field now.
   * @param field names joined by dots; a list of names where a name has a dot in it, or for the item itself: []
   * @param by the agent that decides
   * @throws StoreError `not_escalated` where there is no conflict at that field, `not_json`, `bad_agent_id`
   */
  async resolve(
    namespace: readonly string[],
    key: string,
    field: string | Path,
    value: Json,
    by: string,
  ): Promise<void> {
    checkAgentId(by);
    const path = typeof field === 'string' ? field.split('.') : field;
    this.#core.resolve({ namespace, key }, path, value, by);
    this.#stockSide.reindex(this.#core.view({ namespace, key }));
    await this.flushed();
  }

  stats(): StoreStats {
    return this.#core.stats();
  }

  /** What this store holds, for {@link exportUpdates} of another. */
  version(): Uint8Array {
    return encodeVersion(this.#core.version);
  }

  /** What this store holds beyond a version, or all of it, for {@link importUpdates} of another. */
  exportUpdates(since?: Uint8Array): Uint8Array {
    return exportUpdates(this.#source, since);
  }

  /**
   * Merges what another store exported, and tells all that are connected. A report with a `gap` asks for an export
   * since this store's version. Of a store in a folder, `flushed()` says when it is on disk.
   * @throws StoreError `damaged_updates` where the bytes cannot be read; nothing has then changed
   */
  importUpdates(bytes: Uint8Array): ImportReport {
    return importAndTell(this.#source, bytes);
  }

  /** Keeps this store and all others on that transport up to date with each other. */
  connect(transport: Transport, options?: ChannelOptions): Channel {
    const channel = connect(this.#source, transport, options);
    this.#channels.add(channel);
    return channel;
  }

  /** Resolves when all that is in the store is on disk and can be found by search. */
  async flushed(): Promise<void> {
    await Promise.all([this.#durable?.flushed(), this.#stockSide.settled()]);
  }

  /**
   * Disconnects, writes what waits to be written, and gives back what the engine holds. Whatever is asked of the
   * store from then on throws StoreError `closed`.
   * @throws StoreError `disk_failed` where something could not be kept; the store is closed all the same
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const channel of this.#channels) channel.close();
    this.#channels.clear();
    try {
      await this.#durable?.close();
    } finally {
      await this.#stockSide.settled();
      this.#openCore.dispose();
    }
  }

  get #core(): StoreCore {
    if (this.#closing === null) return this.#openCore;
    throw storeClosed();
  }

  get #source(): UpdateSource {
    const core = this.#core;
    return this.#durable ?? core;
  }

  async #written(puts: readonly CheckedPut[], vectors: TextVectors | null): Promise<void> {
    await Promise.all([this.#durable?.flushed(), this.#stockSide.written(puts, vectors)]);
  }
}
