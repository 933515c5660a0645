// What reaches one racing agent: parcels wait in its inbox until it imports between two of its writes, all at
// once or one by one. Copies that are late wait for the agent's own next steps.

import { damaged } from '../damage.js';
import { admit } from '../arrivals.js';
import { timedImport } from '../exchange.js';
import { importRaw } from '../raw-imports.js';
import type { OpenedArrival } from '../arrivals.js';
import type { StateBlob } from '../../model/blob.js';
import type { Resident } from '../resident.js';
import type { EventLog } from './event-log.js';
import type { Parcel } from './parcel.js';
import type { RaceOpened, RaceParts } from './race-parts.js';
import type { RaceRefusal } from './race-protocol.js';

interface Held {
  readonly parcel: Parcel;
  readonly due_step: number;
}

/** A parcel whose envelope was opened, and what was in it. */
interface Sound {
  readonly parcel: Parcel;
  readonly payload: StateBlob;
}

interface Sorted {
  readonly sound: readonly Sound[];
  readonly raw: readonly { readonly parcel: Parcel; readonly bytes: StateBlob }[];
}

export class Intake {
  readonly #resident: Resident;
  readonly #log: EventLog;
  readonly #parts: RaceParts;
  /** The last version that came from each sender. */
  readonly #versions = new Map<number, StateBlob>();
  #inbox: Parcel[] = [];
  #held: Held[] = [];
  #steps_made = 0;
  #last_step_made = false;

  constructor(resident: Resident, log: EventLog, parts: RaceParts) {
    this.#resident = resident;
    this.#log = log;
    this.#parts = parts;
  }

  get hasMail(): boolean {
    return this.#inbox.length > 0;
  }

  get stepsMade(): number {
    return this.#steps_made;
  }

  versionOf(sender: number): StateBlob | null {
    return this.#versions.get(sender) ?? null;
  }

  receive(parcel: Parcel): void {
    const delay_steps = (parcel.fate?.delay_steps ?? 0) + this.#parts.command.staleness_steps;
    if (delay_steps === 0 || this.#last_step_made) this.#inbox.push(parcel);
    else this.#held.push({ parcel, due_step: this.#steps_made + delay_steps });
  }

  /** Lets in what was late, now that the agent has made one step more. */
  stepMade(): void {
    this.#steps_made += 1;
    if (this.#held.length > 0) this.#release(this.#steps_made);
  }

  /** After its last step an agent waits for nothing that is late. */
  lastStepMade(): void {
    this.#last_step_made = true;
    this.#release(Infinity);
  }

  #release(step: number): void {
    for (const { parcel, due_step } of this.#held) if (due_step <= step) this.#inbox.push(parcel);
    this.#held = this.#held.filter(({ due_step }) => due_step > step);
  }

  /** Imports what has arrived. Answers with a promise where the replica must wait before it goes on. */
  collect(): Promise<void> | undefined {
    if (this.#inbox.length === 0) return undefined;
    const { sound, raw } = this.#open(this.#takeInbox());
    if (raw.length === 0) return this.#importSound(sound);
    return this.#importRaw(raw).then(() => this.#importSound(sound));
  }

  /** In order of arrival, but where a fault says otherwise. */
  #takeInbox(): readonly Parcel[] {
    const taken = this.#inbox;
    this.#inbox = [];
    if (taken.every(({ fate }) => orderOf(fate) === 0)) return taken;
    return taken.sort((left, right) => orderOf(left.fate) - orderOf(right.fate));
  }

  #open(parcels: readonly Parcel[]): Sorted {
    const sound: Sound[] = [];
    const raw: { parcel: Parcel; bytes: StateBlob }[] = [];
    const { courier } = this.#parts;
    for (const parcel of parcels) {
      const damage = parcel.fate?.damage ?? null;
      const bytes = damage && damaged(parcel.load.message.bytes, damage);
      if (bytes && courier.raw) {
        raw.push({ parcel, bytes });
        continue;
      }
      const opened = admit(bytes ? courier.open(bytes) : this.#openOnce(parcel), this.#resident);
      if (opened.ok) sound.push({ parcel, payload: opened.payload });
      else this.#refuse(parcel, opened.code);
    }
    return { sound, raw };
  }

  #openOnce({ load }: Parcel): RaceOpened {
    return (load.opened ??= this.#parts.courier.open(load.message.bytes));
  }

  #importSound(sound: readonly Sound[]): Promise<void> | undefined {
    if (sound.length === 0) return undefined;
    const { style } = this.#parts.command;
    return this.#importInTurn(style === 'batch' ? [sound] : sound.map((one) => [one]), 0);
  }

  #importInTurn(batches: readonly (readonly Sound[])[], from: number): Promise<void> | undefined {
    const { gauges } = this.#parts;
    for (let index = from; index < batches.length; index += 1) {
      const batch = batches[index] ?? [];
      const blobs = batch.map(({ payload }) => payload);
      const pending = timedImport(this.#resident, blobs, gauges);
      if (pending) {
        return pending.then(() => {
          this.#accept(batch);
          return this.#importInTurn(batches, index + 1);
        });
      }
      this.#accept(batch);
    }
    return undefined;
  }

  #accept(batch: readonly Sound[]): void {
    const at_ns = this.#parts.time.now();
    for (const { parcel, payload } of batch) {
      const { sender, version } = parcel.load.message;
      if (version) this.#versions.set(sender, version);
      this.#enterAccepted(parcel, payload, at_ns);
    }
  }

  #enterAccepted(parcel: Parcel, { length }: StateBlob, at_ns: bigint): void {
    const { sender, blob } = parcel.load.message;
    this.#log.accept(sender, blob, at_ns);
    this.#parts.account.delivered_bytes += length;
    this.#enterStruck(parcel, null);
  }

  /** An engine that takes damaged bytes without a word has accepted them: what is missing then is its loss. */
  async #importRaw(raw: Sorted['raw']): Promise<void> {
    const arrivals = raw.map(({ bytes }, arrival): OpenedArrival => ({ arrival, bytes }));
    const outcome = await importRaw([this.#resident], [arrivals]);
    this.#parts.account.detect(outcome);
    const thrown = new Set(outcome.refused.map(({ arrival }) => arrival));
    const at_ns = this.#parts.time.now();
    raw.forEach(({ parcel, bytes }, arrival) => {
      if (thrown.has(arrival)) this.#refuse(parcel, 'engine_threw');
      else this.#enterAccepted(parcel, bytes, at_ns);
    });
  }

  #refuse(parcel: Parcel, code: RaceRefusal['code']): void {
    const { sender, blob } = parcel.load.message;
    const receiver = this.#resident.seat.agent_index;
    this.#parts.account.refused.push({ sender, receiver, blob, code });
    this.#enterStruck(parcel, code);
  }

  #enterStruck({ load, fate }: Parcel, refusal: RaceRefusal['code'] | null): void {
    if (!fate) return;
    const { sender, pass } = load.message;
    const receiver = this.#resident.seat.agent_index;
    const { copy, arrived_step } = fate;
    const late_steps = this.#steps_made - arrived_step;
    this.#parts.account.arrived.push({ sender, receiver, pass, copy, late_steps, refusal });
  }
}

function orderOf(fate: Parcel['fate']): number {
  return fate?.order ?? 0;
}
