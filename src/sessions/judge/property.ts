// A property of a store under racing workers: a pure function from a history to what it found.

import type { Verdict } from '../../model/verdict.js';
import type { RaceHistory } from '../history.js';

export interface PropertyFinding {
  readonly property: string;
  readonly verdict: Verdict;
  /** One sentence: what holds, was violated (with the entries that show it), or could not be decided and why. */
  readonly message: string;
  /** How many cases the property was held against; none: it is UNKNOWN. */
  readonly examined: number;
  /** Indexes into the history of the entries that show a violation, the earliest first. */
  readonly evidence: readonly number[];
}

export interface Property {
  readonly name: string;
  /** One line for lists and reports. */
  readonly summary: string;
  check(history: RaceHistory): PropertyFinding;
}
