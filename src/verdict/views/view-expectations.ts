// The expectations where deliveries were partial, delayed or raced: one for every distinct view that was seen,
// at the end or on the way.

import type { Ending } from '../ending.js';
import type { Evidence, FinalState } from '../evidence.js';
import type { Expectations, StandingConflicts } from '../expectations.js';
import { groupBy } from '../grouping.js';
import type { Moment, View, Views } from '../knowledge/views.js';
import { anyOf, viewsAt } from '../knowledge/views.js';
import type { Ledger } from '../ledger.js';
import type { Sighting } from '../sighting.js';
import { conflictOf } from '../standing-conflict.js';
import type { ViewExpectation } from '../view-expectation.js';
import type { Catalogue } from './catalogue.js';
import { catalogueOf } from './catalogue.js';
import { expectView } from './expect-view.js';
import type { Standing } from './supersession.js';
import { standingIn } from './supersession.js';

const NO_CONFLICTS: StandingConflicts = new Map();

export class ViewExpectations implements Expectations {
  readonly endings: readonly Ending[];
  /** It depends on the replica which conflicts come to stand. */
  readonly conflict_count = null;
  readonly #moments: Moments;
  readonly #views: Views;
  readonly #catalogue: Catalogue;
  readonly #standing: Standing;
  /** What some replica holds in the end. */
  readonly #anywhere: View;
  /** The expectation asked for last: sightings and endings of one view mostly come together. */
  #last: { readonly index: number; readonly expectation: ViewExpectation } | undefined;

  constructor({ ledger, observations, finals }: Evidence, block_units?: number) {
    const { chronicle } = ledger;
    this.#moments = new Moments(ledger, observations);
    this.#views = viewsAt(chronicle, this.#moments.all, block_units);
    this.#catalogue = catalogueOf(ledger, chronicle);
    const { views } = this.#views;
    this.#standing = standingIn(views, chronicle, this.#catalogue, block_units);
    this.#anywhere = anyOf(this.#finalViews(ledger), chronicle.units.length);
    this.endings = finals.flatMap((final, index) => this.#split(final, index));
  }

  expectationOf(view: number): ViewExpectation {
    if (this.#last?.index === view) return this.#last.expectation;
    const held = this.#views.views[view];
    const standing = this.#standing[view];
    if (!held || !standing) throw new Error(`there is no view ${view}`);
    const expectation = expectView(held, standing, this.#catalogue, this.#anywhere);
    this.#last = { index: view, expectation };
    return expectation;
  }

  follow(
    sightings: readonly Sighting[],
    enter: (sighting: Sighting, standing: StandingConflicts) => void,
  ): void {
    for (const sighting of [...sightings].sort((left, right) => left.round - right.round)) {
      if (this.#moments.isRound(sighting.round)) enter(sighting, this.#conflictsAt(sighting));
    }
  }

  /** None at a replica that does not exist: whatever was surfaced there stood nowhere. */
  #conflictsAt(moment: Moment): StandingConflicts {
    const index = this.#moments.indexOf(moment);
    const view = index === undefined ? undefined : this.#views.classes[index];
    if (view === undefined) return NO_CONFLICTS;
    const histories = [...this.expectationOf(view).histories.values()];
    const conflicts = histories.flatMap((history) => conflictOf(history, moment.round) ?? []);
    return new Map(conflicts.map((conflict) => [conflict.field, conflict]));
  }

  #finalViews({ agents }: Ledger): readonly View[] {
    const { classes, views } = this.#views;
    const finals = new Set(agents.map((_, agent_index) => classes[agent_index]));
    return views.filter((_, index) => finals.has(index));
  }

  /** Replicas that do not exist are in no ending: that they were read is for the convergence check. */
  #split(final: FinalState, index: number): readonly Ending[] {
    const { classes } = this.#views;
    const agents = final.agent_indexes.filter((agent) => this.#moments.isAgent(agent));
    return [...groupBy(agents, (agent) => classes[agent] ?? 0)].map(([group, agent_indexes]) => {
      return { ...final, agent_indexes, final: index, group };
    });
  }
}

/** The moments looked at: every replica's end, at the index of its agent, and the observations. */
class Moments {
  readonly all: readonly Moment[];
  readonly #agents: number;
  readonly #rounds: number;
  readonly #indexes = new Map<number, number>();

  constructor({ agents, rounds }: Ledger, observations: readonly Moment[]) {
    this.#agents = agents.length;
    this.#rounds = rounds.length;
    const last = rounds.length - 1;
    const ends = agents.map((_, agent_index) => ({ agent_index, round: last }));
    const seen = observations.filter(
      ({ agent_index, round }) => this.isAgent(agent_index) && this.isRound(round),
    );
    this.all = [...ends, ...seen.map(({ agent_index, round }) => ({ agent_index, round }))];
    this.all.forEach((moment, index) => this.#indexes.set(this.#keyOf(moment), index));
  }

  isAgent(agent_index: number): boolean {
    return agent_index >= 0 && agent_index < this.#agents;
  }

  isRound(round: number): boolean {
    return round >= 0 && round < this.#rounds;
  }

  indexOf(moment: Moment): number | undefined {
    return this.isAgent(moment.agent_index) ? this.#indexes.get(this.#keyOf(moment)) : undefined;
  }

  #keyOf({ agent_index, round }: Moment): number {
    return round * this.#agents + agent_index;
  }
}
