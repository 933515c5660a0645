// The lines of a trace that tell why a write never arrived: copies of blobs that were dropped, refused or
// otherwise no delivery. A replay does without them.

import type { Undelivered } from '../../model/blob-end.js';
import type { Step } from './steps.js';

export type TraceLine = Readonly<Record<string, unknown>>;

export class Strays {
  readonly #agents: readonly string[];
  readonly #by_pass = new Map<number, Undelivered[]>();
  /** Of those that ended in no pass: in a race, or never. */
  readonly #by_round = new Map<number, Undelivered[]>();

  constructor(undelivered: readonly Undelivered[], agents: readonly string[]) {
    this.#agents = agents;
    for (const blob of undelivered) {
      if (blob.pass === null) enter(this.#by_round, blob.round, blob);
      else enter(this.#by_pass, blob.pass, blob);
    }
  }

  linesAt(step: Step): readonly TraceLine[] {
    if (step.type === 'pass') return this.#spelled(this.#by_pass.get(step.pass));
    if (step.type === 'round_ends') return this.#spelled(this.#by_round.get(step.round));
    return [];
  }

  #spelled(blobs: readonly Undelivered[] = []): readonly TraceLine[] {
    return blobs.map((blob) => this.#lineOf(blob));
  }

  #lineOf({ round, pass, sender, receiver, exported, end, code }: Undelivered): TraceLine {
    const names = { agent: this.#agents[receiver] ?? '', from: this.#agents[sender] ?? '' };
    const why = code === null ? {} : { code };
    if (end === 'pending') return { round, event: end, ...names, exported };
    if (pass === null) return { round, event: `race_${end}`, ...names, blob: exported, ...why };
    return { round, event: end, pass, ...names, exported, ...why };
  }
}

function enter(groups: Map<number, Undelivered[]>, key: number, blob: Undelivered): void {
  const group = groups.get(key);
  if (group) group.push(blob);
  else groups.set(key, [blob]);
}
