// The order in which things happen in this process: writes becoming visible, reads, scopes beginning and
// ending. A counter, not a clock: two moments are never equal, and nothing is said of how far they lie apart.
// One for all stores, because one scope may use several.

let latest = 0;

/** A moment after all others. */
export function nextMoment(): number {
  latest += 1;
  return latest;
}

/** The moment up to which everything has happened. */
export function latestMoment(): number {
  return latest;
}

/** From when to when something lasted; it lasts still where `ended_at` is null. */
export interface Span {
  readonly begun_at: number;
  ended_at: number | null;
}

export function beginSpan(): Span {
  return { begun_at: nextMoment(), ended_at: null };
}

export function endSpan(span: Span): void {
  span.ended_at ??= nextMoment();
}
