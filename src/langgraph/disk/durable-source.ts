// A store that outlasts its process: all that becomes part of it, made here or brought by others, is appended
// to a log in a folder, and read back from there. What `flushed` has promised survives kill -9.

import { encodeBundle } from '../bundle.js';
import { StoreError } from '../store-error.js';
import type {
  Bundle,
  Receipt,
  StoreState,
  StoreUpdate,
  StoreVersion,
  UpdateSource,
} from '../store-updates.js';
import { shared, updatesBeyond } from '../store-version.js';
import type { Compaction } from './compaction.js';
import type { FolderLock } from './lock.js';
import type { UpdateLog } from './update-log.js';

/** What it writes with, opened. */
export interface DurableParts {
  readonly path: string;
  readonly lock: FolderLock;
  readonly log: UpdateLog;
  readonly compaction: Compaction;
}

/** Everything that replicates a durable store must go through this, or it is not kept. */
export class DurableSource implements UpdateSource {
  readonly #source: UpdateSource;
  readonly #path: string;
  readonly #lock: FolderLock;
  readonly #log: UpdateLog;
  readonly #compaction: Compaction;
  readonly #stop: () => void;
  #closing: Promise<void> | null = null;

  /** To be had from `openDurable` (open-durable.ts). */
  constructor(source: UpdateSource, parts: DurableParts) {
    this.#source = source;
    this.#path = parts.path;
    this.#lock = parts.lock;
    this.#log = parts.log;
    this.#compaction = parts.compaction;
    this.#stop = source.onUpdate((update) => {
      this.#keep({ type: 'updates', updates: [update] });
    });
  }

  get replica_id(): string {
    return this.#source.replica_id;
  }

  get version(): StoreVersion {
    return this.#source.version;
  }

  /** What the last compaction failed of; null where it did not. Nothing is lost by it, the log only grows. */
  get compaction_failure(): unknown {
    return this.#compaction.failure;
  }

  onUpdate(listener: (update: StoreUpdate) => void): () => void {
    return this.#source.onUpdate(listener);
  }

  receive(update: StoreUpdate): Receipt {
    const receipt = this.#take(() => this.#source.receive(update));
    if (receipt === 'applied') this.#keep({ type: 'updates', updates: [update] });
    return receipt;
  }

  receiveAll(updates: readonly StoreUpdate[]): readonly Receipt[] {
    const receipts = this.#take(() => this.#source.receiveAll(updates));
    const applied = updates.filter((_update, index) => receipts[index] === 'applied');
    if (applied.length > 0) this.#keep({ type: 'updates', updates: applied });
    return receipts;
  }

  state(since?: StoreVersion): StoreState {
    return this.#source.state(since);
  }

  absorb(state: StoreState): void {
    const since = shared(this.version, state.version);
    this.#take(() => {
      this.#source.absorb(state);
    });
    this.#keep({ type: 'state', since, state });
  }

  /**
   * Resolves when all that became part of the store so far is on disk: await it before acknowledging a write.
   * Rejects with StoreError `disk_failed` when it cannot be, from then on every time.
   */
  async flushed(): Promise<void> {
    this.#refuseIfClosed();
    await this.#log.flushed();
  }

  /**
   * Writes what is waiting, and lets others open the folder. The store itself goes on, in memory alone.
   * @throws StoreError `disk_failed` where something could not be kept; it is closed all the same.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#stop();
    try {
      await this.#compaction.settled();
      await this.#log.close();
    } finally {
      this.#lock.release();
    }
  }

  /** Whoever listens to the store may throw: what became part of it by then is kept all the same. */
  #take<Result>(take: () => Result): Result {
    this.#refuseIfClosed();
    const since = this.version;
    try {
      return take();
    } catch (thrown) {
      const isChanged = updatesBeyond(this.version, since) > 0;
      if (isChanged) this.#keep({ type: 'state', since, state: this.#source.state(since) });
      throw thrown;
    }
  }

  #keep(bundle: Bundle): void {
    const bytes = encodeBundle(bundle);
    void this.#log.append(bytes);
    this.#compaction.grown(bytes.length);
  }

  #refuseIfClosed(): void {
    if (this.#closing === null) return;
    throw new StoreError('closed', {
      what: 'the store is closed',
      where: this.#path,
      remedy: 'open it again',
    });
  }
}
