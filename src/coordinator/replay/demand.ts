// Which blobs a history needs, and how often: a replay exports only those, and keeps each only until the last
// who needs it has had it.

import type { Arrival, Step } from './steps.js';

/** `full`: all that the sender holds; `delta`: what the receiver lacks of it. */
export type BlobScope = 'full' | 'delta';

/** One blob that someone will accept. */
export interface Demand {
  readonly key: string;
  readonly sender: number;
  /** Whom alone it is made for; null where it is a full state, for anyone. */
  readonly receiver: number | null;
  /** How often it is imported. */
  count: number;
}

export interface Demands {
  /** By the pass that exports them. */
  readonly passes: ReadonlyMap<number, ReadonlyMap<string, Demand>>;
  /** Of races, by key: how often each is imported. */
  readonly races: ReadonlyMap<string, number>;
  /** Whether all that ever happened is that everyone received from everyone. */
  readonly mesh_only: boolean;
}

/** The full state of an agent at the start of a pass: the key of its blob. */
export function fullKey(pass: number, sender: number): string {
  return `${pass} ${sender}`;
}

export function deltaKey(pass: number, sender: number, receiver: number): string {
  return `${pass} ${sender} ${receiver}`;
}

export function raceKey(round: number, sender: number, blob: number): string {
  return `${round} ${sender} ${blob}`;
}

export function demandsOf(steps: Iterable<Step>, scope: BlobScope): Demands {
  const counting = new Counting(scope);
  for (const step of steps) counting.take(step);
  return counting;
}

class Counting implements Demands {
  readonly passes = new Map<number, Map<string, Demand>>();
  readonly races = new Map<string, number>();
  readonly #scope: BlobScope;
  /** By agent, the passes that had begun when it last restarted. */
  readonly #restarts = new Map<number, number>();
  #begun = 0;
  mesh_only = true;

  constructor(scope: BlobScope) {
    this.#scope = scope;
  }

  take(step: Step): void {
    switch (step.type) {
      case 'write':
      case 'round_ends':
        return;
      case 'everyone':
        this.#begun += 1;
        return;
      case 'pass':
        this.#begun += 1;
        for (const arrival of step.arrivals) this.#needArrival(arrival);
        break;
      case 'restart':
        if (step.exported !== null) this.#need(step.exported, step.agent_index, null);
        this.#restarts.set(step.agent_index, this.#begun);
        break;
      case 'race_accept': {
        const key = raceKey(step.round, step.sender, step.blob);
        this.races.set(key, (this.races.get(key) ?? 0) + 1);
        break;
      }
      case 'race_begins':
      case 'race_export':
    }
    this.mesh_only = false;
  }

  /** A delta made before its receiver lost its replica does not fit the one that came after. */
  #needArrival({ sender, receiver, exported }: Arrival): void {
    const whole = this.#scope === 'full' || exported < (this.#restarts.get(receiver) ?? 0);
    this.#need(exported, sender, whole ? null : receiver);
  }

  #need(pass: number, sender: number, receiver: number | null): void {
    const key = receiver === null ? fullKey(pass, sender) : deltaKey(pass, sender, receiver);
    const ofPass = this.passes.get(pass) ?? new Map<string, Demand>();
    const demand = ofPass.get(key) ?? { key, sender, receiver, count: 0 };
    demand.count += 1;
    this.passes.set(pass, ofPass.set(key, demand));
  }
}
