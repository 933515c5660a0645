// One interleaving, from an empty store: which worker goes on is told by a schedule, and where that ends by the
// first that can. Nothing else is left open, so equal schedules are equal histories.

import type { Event } from './events.js';
import type { Exploration } from './exploration.js';
import { World } from './exploration.js';
import type { OpenStore, Steps, StepwiseStore } from './steps.js';
import { Witness } from './witness.js';

/** Indexes of the workers, in the order in which they took steps. */
export type Schedule = readonly number[];

/** A step: who could go on, in order, and who did. */
export interface Choice {
  readonly able: readonly number[];
  readonly chosen: number;
}

export interface Interleaving {
  readonly choices: readonly Choice[];
  readonly events: readonly Event[];
}

/** @throws Error where the store throws, or the schedule names a worker that cannot go on. */
export function interleave(
  { before, workers, after }: Exploration,
  open: OpenStore,
  schedule: Schedule,
): Interleaving {
  const world = new World();
  const { clock, wall, isDefinitelyDead } = world;
  const witness = new Witness(clock, isDefinitelyDead);
  const reached = ({ type }: { readonly type: string }): void => {
    if (type === 'write') witness.wrote();
  };
  const store = open({ clock, wall, processes: { isDefinitelyDead }, reached });
  const stage = { store: witness.watch(store), world };
  return closing(store, () => {
    finish(before(stage));
    const running = workers.map((script) => script(stage));
    const choices = takeTurns(running, schedule);
    finish(after(stage));
    return { choices, events: witness.events };
  });
}

export function scheduleOf({ choices }: Pick<Interleaving, 'choices'>): Schedule {
  return choices.map(({ chosen }) => chosen);
}

function closing<T>(store: StepwiseStore, act: () => T): T {
  try {
    return act();
  } finally {
    store.close();
  }
}

function finish(steps: Steps<void>): void {
  while (steps.next().done !== true);
}

function takeTurns(running: readonly Steps<void>[], schedule: Schedule): readonly Choice[] {
  const choices: Choice[] = [];
  // What comes before the first step is a worker's own affair.
  const going = new Map([...running.entries()].filter(([, steps]) => steps.next().done !== true));
  while (going.size > 0) {
    const able = [...going.keys()];
    const chosen = schedule[choices.length] ?? Math.min(...able);
    const steps = going.get(chosen);
    if (!steps) throw new RangeError(`step ${choices.length}: worker ${chosen} cannot go on`);
    choices.push({ able, chosen });
    if (steps.next().done === true) going.delete(chosen);
  }
  return choices;
}
