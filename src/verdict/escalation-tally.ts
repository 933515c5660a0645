// Compares the conflicts that replicas surfaced with those that the ledger says stood at that moment.

import { printable } from '../model/quote.js';
import type { ExpectedConflict } from './conflict.js';
import { differenceOf } from './conflict-difference.js';
import { describeDot } from './contribution.js';
import type { Evidence } from './evidence.js';
import { groupBy } from './grouping.js';
import type { ConflictChanges, Expectation } from './oracle.js';
import { expectedEscalations } from './oracle.js';
import { Reasons } from './reasons.js';
import type { SeenConflict, Sighting } from './sighting.js';
import { finalSightings, observedSightings } from './sighting.js';

export interface EscalationTally {
  /** Conflicts observed on the way; one that is seen again unchanged counts once. */
  readonly observed_count: number;
  readonly expected_count: number;
  /** Expected conflicts that some replica did not show, or showed otherwise, while they stood. */
  readonly missed_count: number;
  /** Conflicts that some replica showed and that did not stand, or not like that. */
  readonly spurious_count: number;
  readonly reasons: Reasons;
}

export function tallyEscalations(evidence: Evidence, expectation: Expectation): EscalationTally {
  const observed = observedSightings(evidence);
  const sightings = groupBy([...observed, ...finalSightings(evidence)], ({ round }) => round);
  const comparison = new Comparison();
  expectation.changes.forEach((changes, round) => {
    comparison.advance(changes);
    for (const sighting of sightings.get(round) ?? []) comparison.enter(sighting);
  });
  const keys = observed.flatMap(({ conflicts }) => conflicts.map(({ key }) => key));
  return {
    observed_count: new Set(keys).size,
    expected_count: expectedEscalations(expectation).length,
    missed_count: comparison.missed.size,
    spurious_count: comparison.spurious.size,
    reasons: comparison.reasons,
  };
}

/** Goes through the rounds with the conflicts that stand in each. */
class Comparison {
  readonly missed = new Set<ExpectedConflict>();
  readonly spurious = new Set<string>();
  readonly reasons = new Reasons();
  readonly #standing = new Map<string, ExpectedConflict>();

  advance(changes: ConflictChanges): void {
    for (const [field, conflict] of changes) {
      if (conflict) this.#standing.set(field, conflict);
      else this.#standing.delete(field);
    }
  }

  enter({ place, conflicts }: Sighting): void {
    const shown = new Set<ExpectedConflict>();
    const differing = new Set<string>();
    for (const conflict of conflicts) {
      const expected = this.#standing.get(conflict.escalation.field);
      if (expected?.key === conflict.key && !shown.has(expected)) shown.add(expected);
      else {
        this.#enterSpurious(conflict, expected, place);
        differing.add(conflict.escalation.field);
      }
    }
    for (const expected of this.#standing.values()) {
      if (shown.has(expected) || this.missed.has(expected)) continue;
      this.missed.add(expected);
      // Where the field shows another conflict instead, how that differs has been said.
      if (!differing.has(expected.field)) this.reasons.add(() => describeMissed(expected, place));
    }
  }

  #enterSpurious(
    { escalation, key }: SeenConflict,
    expected: ExpectedConflict | undefined,
    place: string,
  ): void {
    if (this.spurious.has(key)) return;
    this.spurious.add(key);
    this.reasons.add(() => `${differenceOf(escalation, expected)} at ${place}`);
  }
}

function describeMissed({ field, contenders }: ExpectedConflict, place: string): string {
  const [first, second] = contenders.map(({ agent_id, op_id }) => describeDot(agent_id, op_id));
  const count = contenders.length > 2 ? ` and ${contenders.length - 2} more` : '';
  const named = `${first ?? '?'}, ${second ?? '?'}${count}`;
  return `${printable(field)} does not surface the conflict of ${named} at ${place}`;
}
