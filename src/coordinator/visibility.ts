// How long a write of a race took to be seen by others: from the moment it was issued until another replica had
// accepted a blob that held it, which may have come by way of a third. A blob holds what its sender knew when
// it exported; since blobs are whole, what anyone knows of an agent is a prefix of its writes, one number.

import { LatencyHistogram, type PortableHistogram } from '../metrics/histogram.js';
import type { TimelineLog } from '../workers/race/race-protocol.js';
import { EXPORT, WRITE } from '../workers/race/event-log.js';
import { orderEvents, type RaceOrder } from './visibility-order.js';

export interface Visibility {
  /** One value per write and other replica that it reached during the race. */
  readonly visibility: PortableHistogram;
  /** One value per write that reached all other replicas during the race. */
  readonly visibility_all: PortableHistogram;
  /** Writes that did not reach all others before the race was over: they have no time, and are not guessed. */
  readonly unseen_count: number;
}

/** Entries of the table of what blobs held, 4 bytes each; origins are taken in blocks that keep to it. */
const TABLE_ENTRIES = 1 << 22;

/** Takes the races of one repetition, one by one. */
export class VisibilityMeter {
  readonly #each = new LatencyHistogram();
  readonly #all = new LatencyHistogram();
  #unseen_count = 0;

  /**
   * @param timelines per agent.
   * @throws Error where a blob was accepted that nobody exported.
   */
  add(timelines: readonly TimelineLog[]): void {
    const order = orderEvents(timelines);
    const rows = Math.max(order.blob_count + timelines.length, 1);
    const block = Math.max(1, Math.floor(TABLE_ENTRIES / rows));
    for (let first = 0; first < timelines.length; first += block) {
      const end = Math.min(first + block, timelines.length);
      this.#follow(new Block(timelines, first, end), order);
    }
  }

  result(): Visibility {
    return {
      visibility: this.#each.portable(),
      visibility_all: this.#all.portable(),
      unseen_count: this.#unseen_count,
    };
  }

  #follow(block: Block, order: RaceOrder): void {
    block.follow(order, (latency_ns) => {
      this.#each.record(latency_ns);
    });
    const seen = block.seenByAll();
    for (const latency_ns of seen) this.#all.record(latency_ns);
    this.#unseen_count += block.writes - seen.length;
  }
}

/** What everyone knows of the writes of some agents, as one walk through the race finds it. */
class Block {
  readonly #timelines: readonly TimelineLog[];
  readonly #first: number;
  readonly #width: number;
  /** Agent by agent, how many writes of each origin it knows. */
  readonly #known: Int32Array;
  /** Per origin, when its writes were issued. */
  readonly #issued_ns: readonly Float64Array[];
  /** Per origin and write, how many others have seen it, and when the last of them did. */
  readonly #seen_by: readonly Int32Array[];
  readonly #last_seen_ns: readonly Float64Array[];

  constructor(timelines: readonly TimelineLog[], first: number, end: number) {
    this.#timelines = timelines;
    this.#first = first;
    this.#width = end - first;
    this.#known = new Int32Array(timelines.length * this.#width);
    this.#issued_ns = timelines.slice(first, end).map(issuedNs);
    this.#seen_by = this.#issued_ns.map(({ length }) => new Int32Array(length));
    this.#last_seen_ns = this.#issued_ns.map(({ length }) => new Float64Array(length));
  }

  get writes(): number {
    return this.#issued_ns.reduce((sum, { length }) => sum + length, 0);
  }

  follow({ agents, events, sources, blob_count }: RaceOrder, record: (ns: number) => void): void {
    const held = new Int32Array(blob_count * this.#width);
    for (let at = 0; at < agents.length; at += 1) {
      const agent = agents[at] ?? 0;
      const event = events[at] ?? 0;
      const source = sources[at] ?? 0;
      const kind = this.#timelines[agent]?.senders[event];
      if (kind === WRITE) this.#write(agent);
      else if (kind === EXPORT) this.#export(agent, held, source);
      else this.#accept(agent, event, held.subarray(source * this.#width), record);
    }
  }

  /** Per write that reached all others, how long that took. */
  seenByAll(): readonly number[] {
    const others = this.#timelines.length - 1;
    if (others === 0) return this.#issued_ns.flatMap(({ length }) => Array<number>(length).fill(0));
    return this.#issued_ns.flatMap((issued_ns, origin) =>
      Array.from(issued_ns, (at_ns, write) => (this.#last_seen_ns[origin]?.[write] ?? 0) - at_ns)
        .filter((_, write) => this.#seen_by[origin]?.[write] === others)
        .map((latency_ns) => Math.max(latency_ns, 0)),
    );
  }

  #write(agent: number): void {
    const origin = agent - this.#first;
    if (origin < 0 || origin >= this.#width) return;
    const at = agent * this.#width + origin;
    this.#known[at] = (this.#known[at] ?? 0) + 1;
  }

  #export(agent: number, held: Int32Array, blob: number): void {
    const from = agent * this.#width;
    held.set(this.#known.subarray(from, from + this.#width), blob * this.#width);
  }

  #accept(agent: number, event: number, held: Int32Array, record: (ns: number) => void): void {
    const at_ns = this.#timelines[agent]?.times_ns[event] ?? 0;
    const from = agent * this.#width;
    for (let origin = 0; origin < this.#width; origin += 1) {
      const known = this.#known[from + origin] ?? 0;
      const now = held[origin] ?? 0;
      if (now <= known) continue;
      this.#known[from + origin] = now;
      this.#see(origin, { from: known, to: now, at_ns }, record);
    }
  }

  #see(
    origin: number,
    { from, to, at_ns }: { readonly from: number; readonly to: number; readonly at_ns: number },
    record: (ns: number) => void,
  ): void {
    const [issued_ns, seen_by] = [this.#issued_ns[origin], this.#seen_by[origin]];
    const last_ns = this.#last_seen_ns[origin];
    if (!issued_ns || !seen_by || !last_ns) return;
    for (let write = from; write < to; write += 1) {
      record(Math.max(at_ns - (issued_ns[write] ?? 0), 0));
      seen_by[write] = (seen_by[write] ?? 0) + 1;
      last_ns[write] = Math.max(last_ns[write] ?? 0, at_ns);
    }
  }
}

function issuedNs({ senders, times_ns }: TimelineLog): Float64Array {
  return times_ns.filter((_, event) => senders[event] === WRITE);
}
