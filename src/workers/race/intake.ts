// What reaches one racing agent: parcels wait in its inbox until it imports between two of its writes, all at
// once or one by one. Copies that are late wait for the agent's own next steps.

import { damaged } from '../damage.js';
import { admit } from '../arrivals.js';
import { batchesOf, timedImport } from '../exchange.js';
import { importUnprotected } from '../raw-imports.js';
import type { OpenedArrival } from '../arrivals.js';
import type { StateBlob } from '../../model/blob.js';
import type { Resident } from '../resident.js';
import type { EventLog } from './event-log.js';
import type { Parcel } from './parcel.js';
import type { RaceOpened, RaceParts } from './race-parts.js';
import type { Received } from './receipts.js';
import { Receipts } from './receipts.js';

interface Held {
  readonly parcel: Parcel;
  readonly due_step: number;
}

interface Sorted {
  readonly sound: readonly Received[];
  /** Damaged, and handed to the engine all the same. */
  readonly raw: readonly Received[];
}

export class Intake {
  readonly #resident: Resident;
  readonly #parts: RaceParts;
  readonly #receipts: Receipts;
  #inbox: Parcel[] = [];
  #held: Held[] = [];
  #steps_made = 0;
  #last_step_made = false;

  constructor(resident: Resident, log: EventLog, parts: RaceParts) {
    this.#resident = resident;
    this.#parts = parts;
    this.#receipts = new Receipts(resident, log, parts);
  }

  get hasMail(): boolean {
    return this.#inbox.length > 0;
  }

  get stepsMade(): number {
    return this.#steps_made;
  }

  versionOf(sender: number): StateBlob | null {
    return this.#receipts.versionOf(sender);
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
    const sorted = this.#open(this.#takeInbox());
    return this.#parts.courier.raw ? this.#importUnprotected(sorted) : this.#importSound(sorted);
  }

  /** In order of arrival, but where a fault says otherwise. */
  #takeInbox(): readonly Parcel[] {
    const taken = this.#inbox;
    this.#inbox = [];
    if (taken.every(({ fate }) => orderOf(fate) === 0)) return taken;
    return taken.sort((left, right) => orderOf(left.fate) - orderOf(right.fate));
  }

  #open(parcels: readonly Parcel[]): Sorted {
    const sound: Received[] = [];
    const raw: Received[] = [];
    const { courier } = this.#parts;
    for (const parcel of parcels) {
      const damage = parcel.fate?.damage ?? null;
      const bytes = damage && damaged(parcel.load.message.bytes, damage);
      if (bytes && courier.raw) {
        raw.push({ parcel, bytes });
        continue;
      }
      const opened = admit(bytes ? courier.open(bytes) : this.#openOnce(parcel), this.#resident);
      if (opened.ok) sound.push({ parcel, bytes: opened.payload });
      else this.#receipts.refused(parcel, opened.code, this.#steps_made);
    }
    return { sound, raw };
  }

  #openOnce({ load }: Parcel): RaceOpened {
    return (load.opened ??= this.#parts.courier.open(load.message.bytes));
  }

  #importSound({ sound }: Sorted): Promise<void> | undefined {
    return this.#importInTurn(batchesOf(this.#parts.command.style, sound), 0);
  }

  #importInTurn(
    batches: readonly (readonly Received[])[],
    from: number,
  ): Promise<void> | undefined {
    const { gauges } = this.#parts;
    for (let index = from; index < batches.length; index += 1) {
      const batch = batches[index] ?? [];
      const blobs = batch.map(({ bytes }) => bytes);
      const pending = timedImport(this.#resident, blobs, gauges);
      if (pending) {
        return pending.then(() => {
          this.#receipts.taken(batch, this.#steps_made);
          return this.#importInTurn(batches, index + 1);
        });
      }
      this.#receipts.taken(batch, this.#steps_made);
    }
    return undefined;
  }

  async #importUnprotected({ raw, sound }: Sorted): Promise<void> {
    const { account, command, gauges } = this.#parts;
    const numbered = (list: readonly Received[], first: number): readonly OpenedArrival[] =>
      list.map(({ bytes }, index) => ({ arrival: first + index, bytes }));
    const arrived = { raw: numbered(raw, 0), sound: numbered(sound, raw.length) };
    const terms = { style: command.style, gauges };
    const outcome = await importUnprotected(this.#resident, arrived, terms);
    account.detect(outcome.detection);
    const refusals = new Map(outcome.refused.map(({ arrival, code }) => [arrival, code]));
    const received = [...raw, ...sound];
    const taken = received.filter((_, arrival) => !refusals.has(arrival));
    this.#receipts.taken(taken, this.#steps_made);
    received.forEach(({ parcel }, arrival) => {
      const code = refusals.get(arrival);
      if (code !== undefined) this.#receipts.refused(parcel, code, this.#steps_made);
    });
  }
}

function orderOf(fate: Parcel['fate']): number {
  return fate?.order ?? 0;
}
