// Stores that keep each other up to date over anything that carries messages, as long as they are connected:
// each sends its writes as they are made, tells what it holds when it joins, and asks for what it lacks.
// Lost, doubled and reordered messages do no harm; what nobody can read is counted and ignored.

import { decodeBundle } from './bundle.js';
import type { ChannelMessage } from './channel-message.js';
import { decodeMessage, encodeMessage } from './channel-message.js';
import { Conversation } from './conversation.js';
import { importBundle } from './replication.js';
import type { ImportReport } from './replication.js';
import { Settling } from './settling.js';
import { StoreError } from './store-error.js';
import type { Bundle, UpdateSource } from './store-updates.js';
import type { Transport } from './transport.js';
import { listenTo } from './transport.js';

export interface ChannelOptions {
  /** How many other stores must have been heard before the channel can be idle; 1 unless told. */
  readonly others?: number;
}

export interface ChannelCounts {
  readonly sent_messages: number;
  readonly received_messages: number;
  /** Not readable, of something else, or with a blob that the store refused. */
  readonly damaged_messages: number;
  /** The transport threw; whoever missed them asks when it hears of them. */
  readonly unsent_messages: number;
}

export interface Channel {
  readonly counts: ChannelCounts;
  /**
   * Resolves when all that stood here and at the others at the time of the call has been taken over by all.
   * Who leaves is not waited for. Rejects with the signal's reason, with StoreError `closed` when the channel
   * is, and `not_converging` where somebody never takes over what another has.
   */
  idle(signal?: AbortSignal): Promise<void>;
  /** Says goodbye and listens no more. The transport stays open: it is its owner's. */
  close(): void;
}

/** Keeps a store up to date with all that are connected to the same transport. */
export function connect(
  source: UpdateSource,
  transport: Transport,
  options: ChannelOptions = {},
): Channel {
  return new SourceChannel(source, transport, options.others ?? 1);
}

/**
 * Merges what another store exported (importUpdates in replication.ts), and tells all that are connected what was new.
 * @throws StoreError `damaged_updates` where the bytes cannot be read; nothing has then changed
 */
export function importAndTell(source: UpdateSource, bytes: Uint8Array): ImportReport {
  const bundle = decodeBundle(bytes);
  const report = importBundle(source, bundle);
  if (report.applied > 0) for (const channel of channelsOf(source)) channel.tell(bundle);
  return report;
}

/** What a store learns on one channel it tells on its others, so that stores need not all hear each other. */
const CHANNELS_OF = new WeakMap<UpdateSource, Set<SourceChannel>>();

class SourceChannel implements Channel {
  readonly #source: UpdateSource;
  readonly #transport: Transport;
  readonly #conversation: Conversation;
  readonly #settlings = new Set<Settling>();
  readonly #stops: readonly (() => void)[];
  #counts = { sent_messages: 0, received_messages: 0, damaged_messages: 0, unsent_messages: 0 };
  #isOpen = true;

  constructor(source: UpdateSource, transport: Transport, expected_peers: number) {
    this.#source = source;
    this.#transport = transport;
    this.#conversation = this.#converse(expected_peers);
    this.#stops = [this.#listenToSource(), this.#listenToTransport()];
    channelsOf(source).add(this);
    this.#conversation.ask();
  }

  get counts(): ChannelCounts {
    return { ...this.#counts };
  }

  async idle(signal?: AbortSignal): Promise<void> {
    if (!this.#isOpen) throw closed(this.#source);
    signal?.throwIfAborted();
    const settling = new Settling(this.#conversation);
    const abort = (): void => {
      settling.fail(signal?.reason);
    };
    this.#settlings.add(settling);
    signal?.addEventListener('abort', abort);
    try {
      this.#review();
      await settling.done;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#settlings.delete(settling);
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#conversation.leave();
    for (const stop of this.#stops) stop();
    channelsOf(this.#source).delete(this);
    for (const settling of this.#settlings) settling.fail(closed(this.#source));
  }

  tell(bundle: Bundle): void {
    this.#conversation.share(bundle);
  }

  #converse(expected_peers: number): Conversation {
    return new Conversation({
      source: this.#source,
      expected_peers,
      say: (message) => {
        this.#say(message);
      },
      spread: (bundle) => {
        this.#tellOthers(bundle);
      },
      welcome: () => {
        for (const settling of this.#settlings) settling.restart();
      },
    });
  }

  #listenToSource(): () => void {
    return this.#source.onUpdate((update) => {
      this.#conversation.share({ type: 'updates', updates: [update] });
    });
  }

  #listenToTransport(): () => void {
    return listenTo(this.#transport, {
      message: (data) => {
        this.#hear(data);
      },
      end: () => {
        this.#conversation.forgetAll();
        this.#review();
      },
    });
  }

  #hear(data: unknown): void {
    this.#counts.received_messages += 1;
    try {
      const message = decodeMessage(data);
      if (message.from === this.#source.replica_id) return;
      this.#conversation.handle(message);
    } catch {
      this.#counts.damaged_messages += 1;
    }
    this.#review();
  }

  #tellOthers(bundle: Bundle): void {
    for (const other of channelsOf(this.#source)) {
      if (other !== this) other.tell(bundle);
    }
  }

  #review(): void {
    for (const settling of this.#settlings) {
      if (settling.review() === 'over') this.#settlings.delete(settling);
    }
  }

  /** A write must not fail because nobody could be told of it. */
  #say(message: ChannelMessage): void {
    try {
      this.#transport.postMessage(encodeMessage(message));
      this.#counts.sent_messages += 1;
    } catch {
      this.#counts.unsent_messages += 1;
    }
  }
}

function channelsOf(source: UpdateSource): Set<SourceChannel> {
  const channels = CHANNELS_OF.get(source) ?? new Set();
  CHANNELS_OF.set(source, channels);
  return channels;
}

function closed(source: UpdateSource): StoreError {
  return new StoreError('closed', {
    what: 'the channel of a store is closed',
    where: `store ${source.replica_id}`,
    remedy: 'connect it again',
  });
}
