// From a ledger's entries to its chronicle, in one go through what happened.

import type { Deliveries, PassDeliveries } from '../../model/deliveries.js';
import type { LedgerEntries, LedgerRound } from '../ledger-entries.js';
import { isRace } from '../ledger-entries.js';
import type { Chronicle, Keep, Turn } from './chronicle.js';
import { Draft } from './draft.js';
import { enterRace } from './enter-race.js';

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
  readonly #draft = new Draft();
  /** Per pass, what is kept at its start; later passes add to it. */
  readonly #keeps: Keep[][] = [];
  /** Slots by pass and agent. */
  readonly #slots = new Map<number, number>();

  constructor(agents: number) {
    this.#agents = agents;
  }

  close(): Chronicle {
    return this.#draft.close(this.#agents);
  }

  enter(entries: LedgerRound, round: number): void {
    if (!isRace(entries)) this.#enterWrites(entries.writes, round);
    for (const deliveries of entries.deliveries) this.#enterDeliveries(deliveries, round);
    this.#draft.step({ type: 'round_end', round });
  }

  /** Learnt after all have written: writes of one round know nothing of each other. */
  #enterWrites(writesPerAgent: LedgerRound['writes'], round: number): void {
    const turns: Turn[] = [];
    writesPerAgent.forEach(({ length }, agent_index) => {
      if (length === 0) return;
      const written = { agent_index, round, from: 0, to: length };
      turns.push({ ...written, unit: this.#draft.begin(written) });
    });
    const [first] = turns;
    if (!first) return;
    this.#draft.step({ type: 'turns', turns });
    this.#draft.step({ type: 'learn', first: first.unit, end: first.unit + turns.length });
  }

  #enterDeliveries(deliveries: Deliveries, round: number): void {
    switch (deliveries.type) {
      case 'everyone_to_everyone':
        this.#draft.step({ type: 'everyone', keeps: this.#openPass() });
        break;
      case 'pass':
        this.#enterPass(deliveries);
        break;
      case 'restart': {
        const { agent_index, exported } = deliveries;
        const slot = exported === null ? null : this.#slotOf(exported, agent_index);
        this.#draft.step({ type: 'restart', agent_index, slot });
        break;
      }
      case 'race':
        enterRace(deliveries, round, this.#draft);
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
    this.#draft.step({ type: 'pass', keeps, receivers, sources });
  }

  /** Where the knowledge of that agent at the start of that pass is kept. */
  #slotOf(pass: number, agent_index: number): number {
    const key = pass * this.#agents + agent_index;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = this.#draft.newSlot();
    this.#slots.set(key, slot);
    this.#keeps[pass]?.push({ agent_index, slot });
    return slot;
  }
}
