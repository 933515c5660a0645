// A chronicle in the making.

import type { Chronicle, Step, Unit } from './chronicle.js';

export class Draft {
  readonly #units: Unit[] = [];
  readonly #steps: Step[] = [];
  readonly #starts: number[] = [];
  #slots = 0;

  close(agents: number): Chronicle {
    const [units, steps, starts] = [this.#units, this.#steps, this.#starts];
    return { agents, units, steps, starts, slots: this.#slots };
  }

  step(step: Step): void {
    this.#steps.push(step);
  }

  /** Begins a unit, whose first turn is in the next step. @returns its number */
  begin(unit: Unit): number {
    this.#starts.push(this.#steps.length);
    return this.#units.push(unit) - 1;
  }

  /** One more write of the unit; its last turn goes on where nothing came between. */
  extend(unit: number, to: number): void {
    const known = this.#units[unit];
    if (!known) throw new Error(`there is no unit ${unit}`);
    this.#units[unit] = { ...known, to };
    const last = this.#steps.at(-1);
    const [turn] = last?.type === 'turns' ? last.turns : [];
    if (turn?.unit !== unit) {
      this.#steps.push({ type: 'turns', turns: [{ ...known, from: to - 1, to, unit }] });
    } else this.#steps[this.#steps.length - 1] = { type: 'turns', turns: [{ ...turn, to }] };
  }

  newSlot(): number {
    this.#slots += 1;
    return this.#slots - 1;
  }
}
