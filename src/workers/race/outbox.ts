// What one racing agent sends in one of its steps: its blob, once for all who get all of it, and one each for
// those of whom it knows what they have.

import { elapsedNs } from '../../metrics/clock.js';
import type { StateBlob } from '../../model/blob.js';
import type { Replica } from '../../strategies/strategy.js';
import type { Resident } from '../resident.js';
import type { EventLog } from './event-log.js';
import type { BlobMessage } from './parcel.js';
import type { RaceParts } from './race-parts.js';
import type { RaceStep, Recipients, StruckParcel } from './race-protocol.js';

/** A blob as its sender makes it; how far its shard is, the shard knows. */
export type OutgoingBlob = Omit<BlobMessage, 'progress'>;

/** What an agent knows of others, and where its blobs go. */
export interface Surroundings {
  /** The last version that came from an agent; null where none did. */
  versionOf(agent_index: number): StateBlob | null;
  dispatch(message: OutgoingBlob): void;
}

/** One blob to make, and who gets it. */
interface Order {
  readonly recipients: Recipients;
  readonly make: (replica: Replica) => StateBlob;
}

const NOTHING: StateBlob = new Uint8Array(0);

export class Outbox {
  readonly #resident: Resident;
  readonly #log: EventLog;
  readonly #parts: RaceParts;
  readonly #surroundings: Surroundings;
  #exported = 0;

  constructor(resident: Resident, log: EventLog, parts: RaceParts, surroundings: Surroundings) {
    this.#resident = resident;
    this.#log = log;
    this.#parts = parts;
    this.#surroundings = surroundings;
  }

  /** Exports and sends. All blobs of a step hold the same, so that they are one blob in the timeline. */
  send(step: RaceStep): void {
    if (step.recipients.type === 'listed' && step.recipients.receivers.length === 0) return;
    const began_ns = this.#parts.time.now();
    const version = this.#sendsDeltas ? (this.#resident.replica.version?.() ?? null) : null;
    const struck = new Map(step.struck.map((parcel) => [parcel.receiver, parcel]));
    const made = this.#orders(step.recipients).map(({ recipients, make }) => {
      return { recipients, payload: this.#export(make), struck: struckAmong(recipients, struck) };
    });
    const sent = made.filter(({ payload }) => payload.length > 0);
    this.#spare(step, made);
    if (sent.length === 0) return;
    this.#log.export(began_ns);
    for (const parcel of sent) this.#dispatch(parcel, step.pass, version);
    this.#exported += 1;
  }

  #dispatch({ recipients, payload, struck }: Made, pass: number, version: StateBlob | null): void {
    const { seat, incarnation } = this.#resident;
    const sender = seat.agent_index;
    this.#count({ recipients, payload, struck }, version);
    const bytes = this.#parts.courier.seal(payload, { sender, incarnation, sequence: pass });
    const blob = this.#exported;
    for (const { receiver, copies } of struck) {
      if (copies.length === 0) this.#parts.account.dropped.push({ sender, receiver, blob });
    }
    const message = { type: 'blob', sender, blob, pass, bytes, version, recipients } as const;
    this.#surroundings.dispatch({ ...message, struck });
  }

  #count({ recipients, payload, struck }: Made, version: StateBlob | null): void {
    const agents = this.#parts.command.shard_of.length;
    const receivers = recipients.type === 'everyone' ? agents - 1 : recipients.receivers.length;
    const copies = struck.map((parcel) => Math.max(parcel.copies.length, 1));
    const plain = receivers - struck.length;
    const messages = copies.reduce((sum, count) => sum + count, plain);
    this.#parts.account.send(messages, payload.length, version?.length ?? 0);
  }

  #orders(recipients: Recipients): readonly Order[] {
    const full = { recipients, make: (from: Replica) => from.export('full') };
    if (!this.#sendsDeltas) return [full];
    const unknown: number[] = [];
    const deltas: Order[] = [];
    for (const receiver of this.#receiversOf(recipients)) {
      const version = this.#surroundings.versionOf(receiver);
      if (version === null) unknown.push(receiver);
      else deltas.push(deltaFor(receiver, version));
    }
    if (deltas.length === 0) return [full];
    if (unknown.length === 0) return deltas;
    return [{ ...full, recipients: { type: 'listed', receivers: unknown } }, ...deltas];
  }

  get #sendsDeltas(): boolean {
    const { replica } = this.#resident;
    const { blob_scope } = this.#parts.command;
    return blob_scope === 'delta' && replica.version !== undefined && 'exportSince' in replica;
  }

  #receiversOf(recipients: Recipients): readonly number[] {
    if (recipients.type === 'listed') return recipients.receivers;
    const self = this.#resident.seat.agent_index;
    const everyone = Array.from(this.#parts.command.shard_of.keys());
    return everyone.filter((agent_index) => agent_index !== self);
  }

  /** An empty state has an encoding too, which says nothing to anyone. */
  get #holdsNothing(): boolean {
    return this.#parts.command.begins === 'empty' && this.#log.isEmpty;
  }

  #export(make: Order['make']): StateBlob {
    if (this.#holdsNothing) return NOTHING;
    const { gauges, time } = this.#parts;
    const before_ns = time.now();
    const blob = make(this.#resident.replica);
    gauges.export.record(elapsedNs(before_ns, time.now()));
    gauges.memory.sample();
    return blob;
  }

  /** Enters whom nothing was sent because there was nothing to send. */
  #spare({ pass }: RaceStep, made: readonly Made[]): void {
    const sender = this.#resident.seat.agent_index;
    for (const { payload, struck } of made) {
      if (payload.length > 0) continue;
      for (const { receiver } of struck)
        this.#parts.account.spared.push({ sender, receiver, pass });
    }
  }
}

interface Made {
  readonly recipients: Recipients;
  readonly payload: StateBlob;
  readonly struck: readonly StruckParcel[];
}

function deltaFor(receiver: number, version: StateBlob): Order {
  return {
    recipients: { type: 'listed', receivers: [receiver] },
    make: (replica) => replica.exportSince?.(version) ?? replica.export('full'),
  };
}

function struckAmong(
  recipients: Recipients,
  struck: ReadonlyMap<number, StruckParcel>,
): readonly StruckParcel[] {
  if (struck.size === 0) return [];
  if (recipients.type === 'everyone') return [...struck.values()];
  return recipients.receivers.flatMap((receiver) => struck.get(receiver) ?? []);
}
