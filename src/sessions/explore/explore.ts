// Runs every interleaving of an exploration, each from an empty store, and holds each against every invariant.
// No reduction: what is counted is what was run. The schedules are enumerated in order, depth first, as in
// P. Godefroid, "Model checking for programming languages using VeriSoft" (POPL 1997).

import { messageOf } from '../../model/problem.js';
import type { Exploration } from './exploration.js';
import type { Choice, Interleaving, Schedule } from './interleaving.js';
import { interleave, scheduleOf } from './interleaving.js';
import type { InvariantName, Invariants } from './invariants/registry.js';
import { INVARIANT_NAMES, INVARIANTS } from './invariants/registry.js';
import type { OpenStore } from './steps.js';

export interface Violation {
  readonly invariant: InvariantName;
  /** What was seen, for people. */
  readonly message: string;
  /** Shows it again: give it to {@link interleave}. */
  readonly schedule: Schedule;
  /** Which interleaving showed it first, from 1. */
  readonly found_at: number;
}

export interface ExplorationReport {
  readonly exploration: string;
  readonly interleavings: number;
  /** Atomic steps of all workers in all interleavings. */
  readonly steps: number;
  /** In how many cases each invariant was looked at. */
  readonly examined: Readonly<Record<InvariantName, number>>;
  /** The first of each invariant, in the order in which they were found. */
  readonly violations: readonly Violation[];
}

/** @throws Error, with the schedule, where the store throws. */
export function explore(
  exploration: Exploration,
  open: OpenStore,
  invariants: Invariants = INVARIANTS,
): ExplorationReport {
  const tally = new Tally(invariants);
  for (const interleaving of interleavingsOf(exploration, open)) tally.add(interleaving);
  return { exploration: exploration.name, ...tally.report() };
}

/**
 * Every interleaving there is, once, in the order of their schedules.
 * @throws Error, with the schedule, where the store throws.
 */
export function* interleavingsOf(
  exploration: Exploration,
  open: OpenStore,
): Generator<Interleaving, void, undefined> {
  let schedule: Schedule | null = [];
  while (schedule !== null) {
    const interleaving: Interleaving = tryInterleaving(exploration, open, schedule);
    yield interleaving;
    schedule = scheduleAfter(interleaving.choices);
  }
}

/** What one interleaving shows to be broken, by invariant. */
export function brokenIn({
  events,
}: Pick<Interleaving, 'events'>): readonly Pick<Violation, 'invariant' | 'message'>[] {
  return INVARIANT_NAMES.flatMap((invariant) => {
    const { violation } = INVARIANTS[invariant].check(events);
    return violation === null ? [] : [{ invariant, message: violation }];
  });
}

/** The next one in order: the last step at which a later worker could have gone on instead. Null: there is none. */
function scheduleAfter(choices: readonly Choice[]): Schedule | null {
  for (let index = choices.length - 1; index >= 0; index -= 1) {
    const later = choices[index]?.able.find((worker) => worker > (choices[index]?.chosen ?? 0));
    if (later !== undefined) return [...scheduleOf({ choices: choices.slice(0, index) }), later];
  }
  return null;
}

function tryInterleaving(
  exploration: Exploration,
  open: OpenStore,
  schedule: Schedule,
): Interleaving {
  try {
    return interleave(exploration, open, schedule);
  } catch (thrown) {
    const where = `${exploration.name}, schedule ${schedule.join(' ')}`;
    throw new Error(`${where}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

class Tally {
  readonly #examined = Object.fromEntries(INVARIANT_NAMES.map((name) => [name, 0])) as Record<
    InvariantName,
    number
  >;
  readonly #violations = new Map<InvariantName, Violation>();
  readonly #invariants: Invariants;
  #interleavings = 0;
  #steps = 0;

  constructor(invariants: Invariants) {
    this.#invariants = invariants;
  }

  add(interleaving: Interleaving): void {
    this.#interleavings += 1;
    this.#steps += interleaving.choices.length;
    for (const invariant of INVARIANT_NAMES) {
      const { examined, violation } = this.#invariants[invariant].check(interleaving.events);
      this.#examined[invariant] += examined;
      if (violation !== null) this.#noteFirst(invariant, violation, interleaving);
    }
  }

  report(): Omit<ExplorationReport, 'exploration'> {
    return {
      interleavings: this.#interleavings,
      steps: this.#steps,
      examined: this.#examined,
      violations: [...this.#violations.values()],
    };
  }

  #noteFirst(invariant: InvariantName, message: string, interleaving: Interleaving): void {
    if (this.#violations.has(invariant)) return;
    const schedule = scheduleOf(interleaving);
    const found_at = this.#interleavings;
    this.#violations.set(invariant, { invariant, message, schedule, found_at });
  }
}
