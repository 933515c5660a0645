// The expectations where every pass reached everyone: all replicas hold the same after every round.

import type { ExpectedConflict } from './conflict.js';
import type { Ending } from './ending.js';
import type { Evidence } from './evidence.js';
import type { Expectations, StandingConflicts } from './expectations.js';
import { groupBy } from './grouping.js';
import type { ConflictChanges, Expectation } from './oracle.js';
import { expectedEscalations, expectFrom } from './oracle.js';
import type { Sighting } from './sighting.js';

export class EveryoneExpectations implements Expectations {
  readonly endings: readonly Ending[];
  readonly conflict_count: number;
  readonly #expectation: Expectation;

  constructor({ ledger, finals }: Evidence) {
    this.#expectation = expectFrom(ledger);
    this.endings = finals.map((one, final) => ({ ...one, final, group: 0 }));
    this.conflict_count = expectedEscalations(this.#expectation).length;
  }

  expectationOf(): Expectation {
    return this.#expectation;
  }

  follow(
    sightings: readonly Sighting[],
    enter: (sighting: Sighting, standing: StandingConflicts) => void,
  ): void {
    const byRound = groupBy(sightings, ({ round }) => round);
    const standing = new Map<string, ExpectedConflict>();
    this.#expectation.changes.forEach((changes, round) => {
      advance(standing, changes);
      for (const sighting of byRound.get(round) ?? []) enter(sighting, standing);
    });
  }
}

function advance(standing: Map<string, ExpectedConflict>, changes: ConflictChanges): void {
  for (const [field, conflict] of changes) {
    if (conflict) standing.set(field, conflict);
    else standing.delete(field);
  }
}
