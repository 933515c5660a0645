// The racing agents of one shard: hands what arrives to its receivers, what they send to the shard where it
// belongs, and keeps account of who waits. Whose turn it is, a driver decides.

import type { Resident } from '../resident.js';
import type { BlobMessage, Parcel } from './parcel.js';
import { parcelsOf, partFor } from './message-parts.js';
import type { RaceParts } from './race-parts.js';
import type { TimelineLog } from './race-protocol.js';
import type { OutgoingBlob } from './outbox.js';
import { Racer } from './racer.js';

/** The way out of a shard. */
export interface Exit {
  /** The index of this shard. */
  readonly shard: number;
  /** How many shards there are. */
  readonly shards: number;
  post(shard: number, message: BlobMessage): void;
}

export class Lane {
  readonly racers: readonly Racer[];
  readonly #parts: RaceParts;
  readonly #exit: Exit;
  readonly #by_agent: ReadonlyMap<number, Racer>;
  /** With mail that no turn of their own will come for, in order of arrival. */
  readonly #mailed = new Set<Racer>();
  readonly #waiting = new Map<Racer, Promise<void>>();
  /** Who has waited and goes on. */
  readonly #ready = new Set<Racer>();
  readonly #acts_planned: number;
  #acts_done = 0;
  #failure: { readonly thrown: unknown } | null = null;

  constructor(parts: RaceParts, residents: readonly Resident[], exit: Exit) {
    const { writes, steps, pace } = parts.command;
    this.#parts = parts;
    this.#exit = exit;
    this.racers = residents.map((resident, seat) => {
      const intended_ns = pace.type === 'open' ? (pace.intended_ns[seat] ?? []) : null;
      const plan = { resident, writes: writes[seat] ?? [], steps: steps[seat] ?? [], intended_ns };
      return new Racer(plan, parts, (message) => {
        this.#dispatch(message);
      });
    });
    this.#by_agent = new Map(this.racers.map((racer) => [racer.agent_index, racer]));
    this.#acts_planned = this.racers.reduce((sum, { actsPlanned }) => sum + actsPlanned, 0);
  }

  get parts(): RaceParts {
    return this.#parts;
  }

  /** How much of what its agents will write and send they have done, 0 to 1. */
  get progress(): number {
    return this.#acts_planned === 0 ? 1 : this.#acts_done / this.#acts_planned;
  }

  /**
   * Whether a blob from another shard that has come so far is heard already. In a closed loop a shard that is
   * behind hears nobody's future: whoever imports all that others send before it goes on writing is slowed
   * down by those who are ahead, and the more so the further they are, until only one thread writes (receive
   * livelock: J. Mogul and K. Ramakrishnan, "Eliminating Receive Livelock in an Interrupt-Driven Kernel").
   */
  hears(progress: number): boolean {
    return this.#parts.command.pace.type === 'open' || progress <= this.progress;
  }

  /** Whether every agent here has written and sent all that it will. */
  get finished(): boolean {
    return this.racers.every((racer) => racer.finished);
  }

  get someoneWaits(): boolean {
    return this.#waiting.size > 0;
  }

  isWaiting(racer: Racer): boolean {
    return this.#waiting.has(racer);
  }

  /** @param origin_ns on the clock: when the race begins. */
  begin(origin_ns: bigint): void {
    const { pace } = this.#parts.command;
    if (pace.type === 'closed') return;
    const end_ns = origin_ns + BigInt(Math.round(pace.end_ns));
    for (const racer of this.racers) racer.endAt(end_ns);
  }

  /** One turn of an agent that does not wait. */
  turn(racer: Racer): void {
    this.#mailed.delete(racer);
    this.#ready.delete(racer);
    const done_before = racer.actsDone;
    const waiting = racer.turn();
    this.#acts_done += racer.actsDone - done_before;
    if (waiting) this.#await(racer, waiting);
    else this.#afterTurn(racer);
  }

  /**
   * One turn of an agent that goes on after a wait, or has mail and no turn of its own.
   * @throws whatever an import threw since.
   */
  serveOne(): boolean {
    if (this.#failure) throw this.#failure.thrown;
    const [ready] = this.#ready;
    const racer = ready ?? this.#firstMailed();
    if (!racer) return false;
    this.turn(racer);
    return true;
  }

  /** Settles when one of those who wait goes on; now where nobody waits. */
  async oneSettled(): Promise<void> {
    if (this.#waiting.size > 0) await Promise.race(this.#waiting.values());
  }

  /** A blob from another shard, or from this one. */
  accept(message: BlobMessage): void {
    const plain: Parcel = { load: { message, opened: null }, fate: null };
    const struck = new Map(message.struck.map((parcel) => [parcel.receiver, parcel]));
    for (const racer of this.#receiversOf(message)) {
      for (const parcel of parcelsOf(plain, struck.get(racer.agent_index), racer.stepsMade)) {
        racer.receive(parcel);
      }
      this.#noteMail(racer);
    }
  }

  /** Per seat; after the race. */
  conclude(origin_ns: bigint): readonly TimelineLog[] {
    return this.racers.map((racer) => racer.conclude(origin_ns));
  }

  #dispatch(outgoing: OutgoingBlob): void {
    const message: BlobMessage = { ...outgoing, progress: this.progress };
    for (let shard = 0; shard < this.#exit.shards; shard += 1) {
      const part = partFor(message, shard, this.#parts.command.shard_of);
      if (!part) continue;
      if (shard === this.#exit.shard) this.accept(part);
      else this.#exit.post(shard, part);
    }
  }

  #receiversOf({ recipients, sender }: BlobMessage): readonly Racer[] {
    if (recipients.type === 'everyone') {
      return this.racers.filter(({ agent_index }) => agent_index !== sender);
    }
    return recipients.receivers.flatMap((receiver) => this.#by_agent.get(receiver) ?? []);
  }

  #firstMailed(): Racer | undefined {
    for (const racer of this.#mailed) if (!this.#waiting.has(racer)) return racer;
    return undefined;
  }

  #await(racer: Racer, waiting: Promise<void>): void {
    const settled = waiting.then(
      () => {
        this.#ready.add(racer);
      },
      (thrown: unknown) => {
        this.#failure ??= { thrown };
      },
    );
    this.#waiting.set(
      racer,
      settled.then(() => {
        this.#waiting.delete(racer);
      }),
    );
  }

  #afterTurn(racer: Racer): void {
    this.#noteMail(racer);
    if (this.#parts.command.pace.type === 'open' && racer.hasDueWrite) this.#ready.add(racer);
  }

  /** In a closed loop an agent's next turn is never far; one that has finished or is early has none to come. */
  #noteMail(racer: Racer): void {
    const turnIsNear = this.#parts.command.pace.type === 'closed' && !racer.finished;
    if (racer.hasMail && !turnIsNear) this.#mailed.add(racer);
  }
}
