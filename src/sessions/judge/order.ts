// The greatest (or least) of what is known to have happened before an instant: sorted once, looked up by bisection,
// so that no property compares every call with every other.

export interface Dated<T> {
  readonly at_ns: number;
  readonly rank: number;
  readonly item: T;
}

export type Lookup<T> = (at_ns: number) => Dated<T> | null;

/** Looks up what has the greatest rank among all with `at_ns` before the given instant. */
export function greatestBefore<T>(list: readonly Dated<T>[]): Lookup<T> {
  const sorted = [...list].sort((one, other) => one.at_ns - other.at_ns);
  const greatest = runningGreatest(sorted);
  return (at_ns) => greatest[countBelow(sorted, at_ns) - 1] ?? null;
}

/** Looks up what has the least rank among all with `at_ns` after the given instant. */
export function leastAfter<T>(list: readonly Dated<T>[]): Lookup<T> {
  const mirrored = list.map(({ at_ns, rank, item }) => ({ at_ns: -at_ns, rank: -rank, item }));
  const lookup = greatestBefore(mirrored);
  return (at_ns) => {
    const found = lookup(-at_ns);
    return found && { at_ns: -found.at_ns, rank: -found.rank, item: found.item };
  };
}

function runningGreatest<T>(sorted: readonly Dated<T>[]): readonly Dated<T>[] {
  let greatest: Dated<T> | null = null;
  return sorted.map((dated) => {
    if (greatest === null || dated.rank > greatest.rank) greatest = dated;
    return greatest;
  });
}

/** How many of the ascending list lie before that instant. */
function countBelow<T>(sorted: readonly Dated<T>[], at_ns: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.at_ns ?? Infinity) < at_ns) low = middle + 1;
    else high = middle;
  }
  return low;
}
