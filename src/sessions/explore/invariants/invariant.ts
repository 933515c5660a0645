// What must hold of everything that was seen, whoever took turns with whom.

import type { Event } from '../events.js';

export interface Invariant {
  /** In one sentence, what it looks at and what must be so. */
  readonly summary: string;
  readonly check: (events: readonly Event[]) => Finding;
}

export interface Finding {
  /** How many cases it was held against; with none it has shown nothing. */
  readonly examined: number;
  /** The first case in which it does not hold, for people; null: it holds. */
  readonly violation: string | null;
}

/** Asks of each case, in order, what is wrong with it; null where nothing is. */
export function examineEach<T>(cases: readonly T[], faultOf: (one: T) => string | null): Finding {
  for (const one of cases) {
    const violation = faultOf(one);
    if (violation !== null) return { examined: cases.length, violation };
  }
  return { examined: cases.length, violation: null };
}
