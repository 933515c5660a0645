// The events of a race in an order in which everything comes after what it depends on. Times would give one too,
// but for readings that are equal: in virtual time all of them are.

import { EXPORT, WRITE } from '../workers/race/event-log.js';
import type { TimelineLog } from '../workers/race/race-protocol.js';

/** Entry i: event `events[i]` of the timeline of `agents[i]`; for exports and accepts, of blob `sources[i]`. */
export interface RaceOrder {
  readonly agents: Int32Array;
  readonly events: Int32Array;
  readonly sources: Int32Array;
  /** Blobs are numbered over all agents. */
  readonly blob_count: number;
}

/** @throws Error where a blob was accepted that was not exported, or not before. */
export function orderEvents(timelines: readonly TimelineLog[]): RaceOrder {
  const walk = new Walk(timelines);
  for (const agent of timelines.keys()) walk.goOn(agent);
  return walk.order();
}

class Walk {
  readonly #timelines: readonly TimelineLog[];
  /** Per agent, the number of its first blob. */
  readonly #first_blobs: readonly number[];
  readonly #exported: Int32Array;
  readonly #next: Int32Array;
  /** By blob, who waits for it. */
  readonly #waiting = new Map<number, number[]>();
  readonly #order: RaceOrder;
  #done = 0;

  constructor(timelines: readonly TimelineLog[]) {
    this.#timelines = timelines;
    let blob_count = 0;
    this.#first_blobs = timelines.map(({ senders }) => {
      const first = blob_count;
      for (const sender of senders) if (sender === EXPORT) blob_count += 1;
      return first;
    });
    const length = timelines.reduce((sum, { senders }) => sum + senders.length, 0);
    const room = () => new Int32Array(length);
    this.#order = { agents: room(), events: room(), sources: room(), blob_count };
    this.#exported = new Int32Array(timelines.length);
    this.#next = new Int32Array(timelines.length);
  }

  /** As far as this agent comes, and then all who waited for it. */
  goOn(agent: number): void {
    const ready = [agent];
    for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
      ready.push(...this.#advance(next));
    }
  }

  /** @throws Error where someone waits for ever. */
  order(): RaceOrder {
    if (this.#done < this.#order.agents.length) {
      throw new Error('a race in which a blob was accepted that had not been exported');
    }
    return this.#order;
  }

  /** Up to the first blob that has not been exported yet. Answers with those who go on with what it exported. */
  #advance(agent: number): readonly number[] {
    const timeline = this.#timelines[agent];
    const woken: number[] = [];
    if (!timeline) return woken;
    const { senders, blobs } = timeline;
    for (let event = this.#next[agent] ?? 0; event < senders.length; event += 1) {
      const sender = senders[event] ?? WRITE;
      const source = sender >= 0 ? this.#numberOf(sender, blobs[event] ?? 0) : -1;
      if (sender >= 0 && !this.#isExported(sender, blobs[event] ?? 0)) {
        this.#wait(agent, event, source);
        return woken;
      }
      if (sender === EXPORT) woken.push(...this.#export(agent, event));
      else this.#enter(agent, event, source);
    }
    this.#next[agent] = senders.length;
    return woken;
  }

  #export(agent: number, event: number): readonly number[] {
    const blob = this.#numberOf(agent, this.#exported[agent] ?? 0);
    this.#exported[agent] = (this.#exported[agent] ?? 0) + 1;
    this.#enter(agent, event, blob);
    const woken = this.#waiting.get(blob) ?? [];
    this.#waiting.delete(blob);
    return woken;
  }

  #wait(agent: number, event: number, blob: number): void {
    this.#next[agent] = event;
    const others = this.#waiting.get(blob);
    if (others) others.push(agent);
    else this.#waiting.set(blob, [agent]);
  }

  #enter(agent: number, event: number, source: number): void {
    this.#order.agents[this.#done] = agent;
    this.#order.events[this.#done] = event;
    this.#order.sources[this.#done] = source;
    this.#done += 1;
  }

  #numberOf(agent: number, blob: number): number {
    return (this.#first_blobs[agent] ?? 0) + blob;
  }

  #isExported(sender: number, blob: number): boolean {
    return blob < (this.#exported[sender] ?? 0);
  }
}
