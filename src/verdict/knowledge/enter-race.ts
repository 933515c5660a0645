// A race as steps of a chronicle: its events in one order that explains it, writes gathered into units.

import type { Race } from '../../model/deliveries.js';
import type { Draft } from './draft.js';
import { orderRace } from './race-order.js';

export function enterRace({ timelines }: Race, round: number, draft: Draft): void {
  const accepted = acceptedBlobs(timelines);
  const racers = timelines.map((_, index) => new Racer(index, round, accepted[index], draft));
  for (const { agent_index, event } of orderRace(timelines)) {
    const racer = racers[agent_index];
    switch (event[0]) {
      case 'write':
        racer?.write();
        break;
      case 'export':
        racer?.export();
        break;
      case 'accept': {
        const slot = racers[event[1]]?.slotOf(event[2]);
        if (slot !== undefined) draft.step({ type: 'accept', agent_index, slot });
      }
    }
  }
  for (const racer of racers) racer.endUnit();
}

/** Per sender, the blobs that somebody accepted. The others changed nothing. */
function acceptedBlobs(timelines: Race['timelines']): readonly ReadonlySet<number>[] {
  const accepted = timelines.map(() => new Set<number>());
  for (const event of timelines.flat()) {
    if (event[0] === 'accept') accepted[event[1]]?.add(event[2]);
  }
  return accepted;
}

/** Where one agent stands within one race. */
class Racer {
  readonly #agent_index: number;
  readonly #round: number;
  readonly #accepted: ReadonlySet<number> | undefined;
  readonly #draft: Draft;
  /** By blob. */
  readonly #slots = new Map<number, number>();
  #writes = 0;
  #exports = 0;
  #open_unit: number | undefined;

  constructor(
    agent_index: number,
    round: number,
    accepted: ReadonlySet<number> | undefined,
    draft: Draft,
  ) {
    this.#agent_index = agent_index;
    this.#round = round;
    this.#accepted = accepted;
    this.#draft = draft;
  }

  write(): void {
    const from = this.#writes;
    this.#writes += 1;
    if (this.#open_unit !== undefined) {
      this.#draft.extend(this.#open_unit, from + 1);
      return;
    }
    const written = { agent_index: this.#agent_index, round: this.#round, from, to: from + 1 };
    const unit = this.#draft.begin(written);
    this.#draft.step({ type: 'turns', turns: [{ ...written, unit }] });
    this.#open_unit = unit;
  }

  export(): void {
    const blob = this.#exports;
    this.#exports += 1;
    if (this.#accepted?.has(blob) !== true) return;
    this.endUnit();
    const slot = this.#draft.newSlot();
    this.#slots.set(blob, slot);
    this.#draft.step({ type: 'keep', keep: { agent_index: this.#agent_index, slot } });
  }

  endUnit(): void {
    const unit = this.#open_unit;
    if (unit !== undefined) this.#draft.step({ type: 'learn', first: unit, end: unit + 1 });
    this.#open_unit = undefined;
  }

  slotOf(blob: number): number | undefined {
    return this.#slots.get(blob);
  }
}
