// A race as one order of events. Agents raced on threads and nobody saw an order between them; but a blob is
// accepted after it is exported, and any order that respects this and every timeline leads to the same
// knowledge: an event adds to what one agent holds, and reads what the sender held at its export alone.

import type { RaceEvent } from '../../model/deliveries.js';

export interface RaceStep {
  readonly agent_index: number;
  readonly event: RaceEvent;
}

type Timelines = readonly (readonly RaceEvent[])[];

/**
 * All events, each agent's in its order, every blob exported before it is accepted. The same timelines give
 * the same order. Takes time in proportion to the events.
 * @throws Error where an agent accepts a blob that nobody exported, its own, or one that could only have
 *   been exported later.
 */
export function orderRace(timelines: Timelines): readonly RaceStep[] {
  refuseUnknownBlobs(timelines);
  const schedule = new Schedule(timelines);
  timelines.forEach((_, agent_index) => {
    schedule.resume(agent_index);
  });
  const total = timelines.reduce((sum, { length }) => sum + length, 0);
  if (schedule.steps.length < total) throw new Error('blobs of a race are accepted in a circle');
  return schedule.steps;
}

/** Runs each agent as far as it gets; an agent that needs a blob waits for its sender. */
class Schedule {
  readonly steps: RaceStep[] = [];
  readonly #timelines: Timelines;
  readonly #next: number[];
  readonly #exports: number[];
  /** Who waits for the next export of each agent. */
  readonly #waiting = new Map<number, number[]>();

  constructor(timelines: Timelines) {
    this.#timelines = timelines;
    this.#next = timelines.map(() => 0);
    this.#exports = timelines.map(() => 0);
  }

  /** Runs this agent and whoever can go on because of it; a list, for a chain may be thousands long. */
  resume(agent_index: number): void {
    const ready = [agent_index];
    for (let one = ready.pop(); one !== undefined; one = ready.pop()) ready.push(...this.#run(one));
  }

  /** The agents that waited for what this one exported. */
  #run(agent_index: number): readonly number[] {
    const woken: number[] = [];
    const timeline = this.#timelines[agent_index] ?? [];
    let next = this.#next[agent_index] ?? 0;
    for (let event = timeline[next]; event !== undefined; event = timeline[next]) {
      if (event[0] === 'accept' && event[2] >= (this.#exports[event[1]] ?? 0)) {
        this.#wait(agent_index, event[1]);
        break;
      }
      this.steps.push({ agent_index, event });
      if (event[0] === 'export') woken.push(...this.#exported(agent_index));
      next += 1;
    }
    this.#next[agent_index] = next;
    return woken;
  }

  #wait(agent_index: number, sender: number): void {
    const waiting = this.#waiting.get(sender);
    if (waiting) waiting.push(agent_index);
    else this.#waiting.set(sender, [agent_index]);
  }

  #exported(agent_index: number): readonly number[] {
    this.#exports[agent_index] = (this.#exports[agent_index] ?? 0) + 1;
    const waiting = this.#waiting.get(agent_index) ?? [];
    this.#waiting.delete(agent_index);
    return waiting;
  }
}

function refuseUnknownBlobs(timelines: Timelines): void {
  const exports = timelines.map((events) => events.filter(([type]) => type === 'export').length);
  timelines.forEach((timeline, receiver) => {
    for (const [type, sender, blob] of timeline) {
      if (type !== 'accept') continue;
      const exists = Number.isInteger(blob) && blob >= 0 && blob < (exports[sender] ?? 0);
      if (!exists) {
        throw new Error(`blob ${blob} of agent number ${sender} was accepted and never exported`);
      }
      if (sender === receiver) throw new Error(`agent number ${sender} accepted its own blob`);
    }
  });
}
