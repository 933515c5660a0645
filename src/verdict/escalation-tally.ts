// Compares the conflicts that replicas surfaced with those that the ledger says stood at that moment.

import { printable } from '../model/quote.js';
import type { ExpectedConflict } from './conflict.js';
import { differenceOf } from './conflict-difference.js';
import { describeDot } from './contribution.js';
import type { Evidence } from './evidence.js';
import type { Expectations, StandingConflicts } from './expectations.js';
import { Reasons } from './reasons.js';
import type { SeenConflict, Sighting } from './sighting.js';
import { finalSightings, observedSightings } from './sighting.js';

export interface EscalationTally {
  /** Conflicts observed on the way; one that is seen again unchanged counts once. */
  readonly observed_count: number;
  /** Conflicts that came to stand; where that depends on the replica, at those that were observed. */
  readonly expected_count: number;
  /** Expected conflicts that some replica did not show, or showed otherwise, while they stood. */
  readonly missed_count: number;
  /** Conflicts that some replica showed and that did not stand, or not like that. */
  readonly spurious_count: number;
  readonly reasons: Reasons;
}

export function tallyEscalations(evidence: Evidence, expectations: Expectations): EscalationTally {
  const observed = observedSightings(evidence);
  const final = finalSightings(evidence.ledger, expectations.endings);
  const comparison = new Comparison();
  expectations.follow([...observed, ...final], (sighting, standing) => {
    comparison.enter(sighting, standing);
  });
  const keys = observed.flatMap(({ conflicts }) => conflicts.map(({ key }) => key));
  return {
    observed_count: new Set(keys).size,
    expected_count: expectations.conflict_count ?? comparison.expected.size,
    missed_count: comparison.missed.size,
    spurious_count: comparison.spurious.size,
    reasons: comparison.reasons,
  };
}

/** Goes through the sightings with the conflicts that stood at each. Conflicts are told apart by their keys. */
class Comparison {
  /** Those that stood where somebody looked on the way. */
  readonly expected = new Set<string>();
  readonly missed = new Set<string>();
  readonly spurious = new Set<string>();
  readonly reasons = new Reasons();

  enter({ type, place, conflicts }: Sighting, standing: StandingConflicts): void {
    const shown = new Set<ExpectedConflict>();
    const differing = new Set<string>();
    for (const conflict of conflicts) {
      const expected = standing.get(conflict.escalation.field);
      if (expected?.key === conflict.key && !shown.has(expected)) shown.add(expected);
      else {
        this.#enterSpurious(conflict, expected, place);
        differing.add(conflict.escalation.field);
      }
    }
    for (const expected of standing.values()) {
      if (type === 'observed') this.expected.add(expected.key);
      if (shown.has(expected) || this.missed.has(expected.key)) continue;
      this.missed.add(expected.key);
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
