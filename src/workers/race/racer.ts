// One agent in a race: it imports what has arrived, writes, and makes the steps of its exchange that its writes
// have made due. One write per turn, so that agents of one thread take turns as fairly as threads do.

import { elapsedNs } from '../../metrics/clock.js';
import type { Write } from '../../model/write.js';
import type { Resident } from '../resident.js';
import { EventLog } from './event-log.js';
import { Intake } from './intake.js';
import type { Surroundings } from './outbox.js';
import { Outbox } from './outbox.js';
import type { Parcel } from './parcel.js';
import type { RaceParts } from './race-parts.js';
import type { RaceStep, TimelineLog } from './race-protocol.js';

export interface RacerPlan {
  readonly resident: Resident;
  readonly writes: readonly Write[];
  readonly steps: readonly RaceStep[];
  /** Per write, after the start; null in a closed loop. */
  readonly intended_ns: readonly number[] | null;
}

export class Racer {
  readonly agent_index: number;
  readonly #plan: RacerPlan;
  readonly #parts: RaceParts;
  readonly #log = new EventLog();
  readonly #intake: Intake;
  readonly #outbox: Outbox;
  readonly #began_ns: BigInt64Array;
  readonly #ended_ns: BigInt64Array;
  #issued = 0;
  /** How many writes are due by now: all at once in a closed loop. */
  #due: number;
  /** How many writes it will issue: fewer than planned once time is over. */
  #limit: number;
  #end_ns: bigint | null = null;
  #imported = false;

  constructor(plan: RacerPlan, parts: RaceParts, dispatch: Surroundings['dispatch']) {
    const { resident, writes, intended_ns } = plan;
    this.agent_index = resident.seat.agent_index;
    this.#plan = plan;
    this.#parts = parts;
    this.#intake = new Intake(resident, this.#log, parts);
    const versionOf = (agent_index: number) => this.#intake.versionOf(agent_index);
    this.#outbox = new Outbox(resident, this.#log, parts, { versionOf, dispatch });
    this.#began_ns = new BigInt64Array(writes.length);
    this.#ended_ns = new BigInt64Array(writes.length);
    this.#due = intended_ns ? 0 : writes.length;
    this.#limit = writes.length;
  }

  get issued(): number {
    return this.#issued;
  }

  get hasMail(): boolean {
    return this.#intake.hasMail;
  }

  get hasDueWrite(): boolean {
    return this.#issued < Math.min(this.#due, this.#limit);
  }

  /** Whether it will write and send nothing more. */
  get finished(): boolean {
    return this.#issued === this.#limit && this.#intake.stepsMade === this.#plan.steps.length;
  }

  /** When its last write was over; null where it has not written. */
  get wroteUntil_ns(): bigint | null {
    return this.#issued === 0 ? null : (this.#ended_ns[this.#issued - 1] ?? null);
  }

  get stepsMade(): number {
    return this.#intake.stepsMade;
  }

  /** Writes issued and steps made. */
  get actsDone(): number {
    return this.#issued + this.stepsMade;
  }

  get actsPlanned(): number {
    return this.#plan.writes.length + this.#plan.steps.length;
  }

  /** @param end_ns on the clock; no write begins then or later. */
  endAt(end_ns: bigint): void {
    this.#end_ns = end_ns;
  }

  /** The intended time of its next write has come. */
  writeIsDue(): void {
    this.#due += 1;
  }

  receive(parcel: Parcel): void {
    this.#intake.receive(parcel);
  }

  /**
   * Imports what has arrived, issues one write that is due, and makes the steps that are. Answers with a
   * promise where the replica must wait in between: the turn goes on with the next call.
   */
  turn(): Promise<void> | undefined {
    const waiting = this.#imported ? undefined : this.#intake.collect();
    // A replica that waited writes before it imports again, so that no stream of blobs keeps it from writing.
    this.#imported = waiting !== undefined;
    if (waiting) return waiting;
    if (this.hasDueWrite) this.#write();
    if (!this.finished) this.#makeSteps();
    return undefined;
  }

  #write(): void {
    const { resident, writes } = this.#plan;
    const { time } = this.#parts;
    const write = writes[this.#issued];
    const began_ns = time.now();
    if (!write || (this.#end_ns !== null && began_ns >= this.#end_ns)) {
      this.#limit = this.#issued;
      return;
    }
    resident.replica.apply(write);
    this.#ended_ns[this.#issued] = time.now();
    this.#began_ns[this.#issued] = began_ns;
    this.#log.write(began_ns);
    this.#issued += 1;
  }

  /** What was planned after writes that are not issued any more is sent all the same. */
  #makeSteps(): void {
    const { steps } = this.#plan;
    const reached = this.#issued === this.#limit ? Infinity : this.#issued;
    let step = steps[this.#intake.stepsMade];
    while (step && step.after_writes <= reached) {
      this.#outbox.send(step);
      this.#intake.stepMade();
      step = steps[this.#intake.stepsMade];
    }
    if (this.finished) this.#intake.lastStepMade();
  }

  /** Enters how long its writes took, and answers with what it did. After the race. */
  conclude(origin_ns: bigint): TimelineLog {
    const { gauges } = this.#parts;
    for (let index = 0; index < this.#issued; index += 1) {
      const ended_ns = this.#ended_ns[index] ?? 0n;
      gauges.apply.record(elapsedNs(this.#began_ns[index] ?? 0n, ended_ns));
      const intended_ns = this.#plan.intended_ns?.[index];
      if (intended_ns === undefined) continue;
      gauges.response.record(elapsedNs(origin_ns + BigInt(intended_ns), ended_ns));
    }
    return this.#log.encode(origin_ns);
  }
}
