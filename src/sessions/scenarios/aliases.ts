// The names that a scenario gives to work and inputs, and what stands behind them. An id that no ingress made has a
// name of its own, so that a failure shows it beside the aliases.

import type { InputDraft, TurnInput, Work } from '../terms.js';
import type { Alias } from './phase.js';
import { Unmet } from './unmet.js';

export interface NamedInput {
  readonly session_id: string;
  readonly draft: InputDraft;
  /** As it was first answered. */
  readonly input: TurnInput;
}

export class Aliases {
  readonly #work = new Map<Alias, Work>();
  readonly #inputs = new Map<Alias, NamedInput>();

  nameWork(alias: Alias, work: Work): void {
    this.#refuseKnown(alias);
    this.#work.set(alias, work);
  }

  nameInput(alias: Alias, input: NamedInput): void {
    this.#refuseKnown(alias);
    this.#inputs.set(alias, input);
  }

  /** @throws Unmet where no ingress has submitted it */
  input(alias: Alias): NamedInput {
    const named = this.#inputs.get(alias);
    if (named) return named;
    throw new Unmet('an alias of an input that an ingress has submitted', JSON.stringify(alias));
  }

  ofWork({ work_id }: Pick<Work, 'work_id'>): Alias {
    const found = [...this.#work].find(([, work]) => work.work_id === work_id);
    return found?.[0] ?? `work ${work_id}`;
  }

  ofInput({ input_id }: Pick<TurnInput, 'input_id'>): Alias {
    const found = [...this.#inputs].find(([, { input }]) => input.input_id === input_id);
    return found?.[0] ?? `input ${input_id}`;
  }

  #refuseKnown(alias: Alias): void {
    if (!this.#work.has(alias) && !this.#inputs.has(alias)) return;
    throw new Unmet('an alias of its own', JSON.stringify(alias));
  }
}
