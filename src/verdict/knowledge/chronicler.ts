// From a ledger's entries to its chronicle, in one go through what happened.

import type { Deliveries, PassDeliveries, Race } from '../../model/deliveries.js';
import type { LedgerEntries, LedgerRound } from '../ledger-entries.js';
import { isRace } from '../ledger-entries.js';
import type { Chronicle, Keep, Step, Unit } from './chronicle.js';
import { orderRace } from './race-order.js';

/** Takes time and memory in proportion to writes and deliveries. The entries are those of a ledger. */
export function chronicle({ agents, rounds }: LedgerEntries): Chronicle {
  const chronicler = new Chronicler(agents.length);
  rounds.forEach((entries, round) => {
    chronicler.enter(entries, round);
  });
  return chronicler.close();
}

class Chronicler {
  readonly #agents: number;
  readonly #units: Unit[] = [];
  readonly #steps: Step[] = [];
  readonly #starts: number[] = [];
  /** Per pass, what is kept at its start; later passes add to it. */
  readonly #keeps: Keep[][] = [];
  /** Slots by pass and agent. */
  readonly #slots = new Map<number, number>();
  #slot_count = 0;

  constructor(agents: number) {
    this.#agents = agents;
  }

  close(): Chronicle {
    return {
      agents: this.#agents,
      units: this.#units,
      steps: this.#steps,
      starts: this.#starts,
      slots: this.#slot_count,
    };
  }

  enter(entries: LedgerRound, round: number): void {
    if (!isRace(entries)) this.#enterWrites(entries.writes, round);
    for (const deliveries of entries.deliveries) this.#enterDeliveries(deliveries, round);
    this.#steps.push({ type: 'round_end', round });
  }

  #enterWrites(writesPerAgent: LedgerRound['writes'], round: number): void {
    const first = this.#units.length;
    writesPerAgent.forEach(({ length }, agent_index) => {
      if (length > 0) this.#enterTurn({ agent_index, round, from: 0, to: length });
    });
    // Learnt after all have written: writes of one round know nothing of each other.
    for (let unit = first; unit < this.#units.length; unit += 1) this.#learn(unit);
  }

  #enterTurn(unit: Unit): void {
    this.#starts.push(this.#steps.length);
    this.#steps.push({ type: 'turn', turn: { ...unit, unit: this.#units.length } });
    this.#units.push(unit);
  }

  #learn(unit: number): void {
    const agent_index = this.#units[unit]?.agent_index ?? 0;
    this.#steps.push({ type: 'learn', agent_index, unit });
  }

  #enterDeliveries(deliveries: Deliveries, round: number): void {
    switch (deliveries.type) {
      case 'everyone_to_everyone':
        this.#steps.push({ type: 'everyone', keeps: this.#openPass() });
        break;
      case 'pass':
        this.#enterPass(deliveries);
        break;
      case 'restart': {
        const { agent_index, exported } = deliveries;
        const slot = exported === null ? null : this.#slotOf(exported, agent_index);
        this.#steps.push({ type: 'restart', agent_index, slot });
        break;
      }
      case 'race':
        this.#enterRace(deliveries, round);
    }
  }

  #openPass(): readonly Keep[] {
    const keeps: Keep[] = [];
    this.#keeps.push(keeps);
    return keeps;
  }

  #enterPass({ senders, receivers, exported }: PassDeliveries): void {
    const pass = this.#keeps.length;
    const keeps = this.#openPass();
    const sources = new Int32Array(senders.length);
    senders.forEach((sender, index) => {
      const made = exported[index] ?? pass;
      sources[index] = made === pass ? sender : -1 - this.#slotOf(made, sender);
    });
    this.#steps.push({ type: 'pass', keeps, receivers, sources });
  }

  /** Where the knowledge of that agent at the start of that pass is kept. */
  #slotOf(pass: number, agent_index: number): number {
    const key = pass * this.#agents + agent_index;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = this.#newSlot();
    this.#slots.set(key, slot);
    this.#keeps[pass]?.push({ agent_index, slot });
    return slot;
  }

  #newSlot(): number {
    this.#slot_count += 1;
    return this.#slot_count - 1;
  }

  #enterRace({ timelines }: Race, round: number): void {
    const entry = new RaceEntry(timelines.length, acceptedBlobs(timelines));
    for (const { agent_index, event } of orderRace(timelines)) {
      switch (event[0]) {
        case 'write':
          this.#enterRaceWrite(agent_index, round, entry);
          break;
        case 'export': {
          if (!entry.isAccepted(agent_index)) break;
          this.#endUnit(agent_index, entry);
          const slot = this.#newSlot();
          entry.kept(agent_index, slot);
          this.#steps.push({ type: 'keep', keep: { agent_index, slot } });
          break;
        }
        case 'accept':
          this.#steps.push({ type: 'accept', agent_index, slot: entry.slotOf(event[1], event[2]) });
      }
    }
    timelines.forEach((_, agent_index) => {
      this.#endUnit(agent_index, entry);
    });
  }

  #enterRaceWrite(agent_index: number, round: number, entry: RaceEntry): void {
    const at = entry.nextWrite(agent_index);
    const open = entry.openUnit(agent_index);
    if (open === undefined) {
      entry.open(agent_index, this.#units.length);
      this.#enterTurn({ agent_index, round, from: at, to: at + 1 });
      return;
    }
    const unit = this.#units[open];
    if (unit) this.#units[open] = { ...unit, to: at + 1 };
    this.#extendTurn({ agent_index, round, from: at, to: at + 1 }, open);
  }

  /** The last turn goes on where nothing came between. */
  #extendTurn(write: Unit, unit: number): void {
    const last = this.#steps.at(-1);
    if (last?.type === 'turn' && last.turn.unit === unit) {
      this.#steps[this.#steps.length - 1] = { type: 'turn', turn: { ...last.turn, to: write.to } };
    } else this.#steps.push({ type: 'turn', turn: { ...write, unit } });
  }

  #endUnit(agent_index: number, entry: RaceEntry): void {
    const unit = entry.openUnit(agent_index);
    if (unit === undefined) return;
    this.#learn(unit);
    entry.open(agent_index, undefined);
  }
}

/** Per sender, the blobs that somebody accepted. The others changed nothing. */
function acceptedBlobs(timelines: Race['timelines']): readonly ReadonlySet<number>[] {
  const accepted = timelines.map(() => new Set<number>());
  for (const event of timelines.flat()) {
    if (event[0] === 'accept') accepted[event[1]]?.add(event[2]);
  }
  return accepted;
}

/** Where each agent stands within one race. */
class RaceEntry {
  readonly #accepted: readonly ReadonlySet<number>[];
  readonly #writes: number[];
  readonly #exports: number[];
  readonly #open: (number | undefined)[];
  readonly #slots: Map<number, number>[];

  constructor(agents: number, accepted: readonly ReadonlySet<number>[]) {
    this.#accepted = accepted;
    this.#writes = Array<number>(agents).fill(0);
    this.#exports = Array<number>(agents).fill(0);
    this.#open = Array<undefined>(agents).fill(undefined);
    this.#slots = Array.from({ length: agents }, () => new Map<number, number>());
  }

  nextWrite(agent_index: number): number {
    const at = this.#writes[agent_index] ?? 0;
    this.#writes[agent_index] = at + 1;
    return at;
  }

  openUnit(agent_index: number): number | undefined {
    return this.#open[agent_index];
  }

  open(agent_index: number, unit: number | undefined): void {
    this.#open[agent_index] = unit;
  }

  /** Whether the next blob of this agent was accepted by anyone; one that was not is passed over. */
  isAccepted(agent_index: number): boolean {
    const blob = this.#exports[agent_index] ?? 0;
    const accepted = this.#accepted[agent_index]?.has(blob) ?? false;
    if (!accepted) this.#exports[agent_index] = blob + 1;
    return accepted;
  }

  /** The next blob of this agent is kept there. */
  kept(agent_index: number, slot: number): void {
    const blob = this.#exports[agent_index] ?? 0;
    this.#slots[agent_index]?.set(blob, slot);
    this.#exports[agent_index] = blob + 1;
  }

  slotOf(sender: number, blob: number): number {
    const slot = this.#slots[sender]?.get(blob);
    if (slot === undefined) throw new Error(`blob ${blob} of agent number ${sender} is not kept`);
    return slot;
  }
}
