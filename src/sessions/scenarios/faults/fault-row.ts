// A row of the fault matrix: something that goes wrong, and the tests that show what the store makes of it; or why no
// test does. That each named test exists is itself tested.

/** A test as it is called when it runs. */
export interface NamedTest {
  /** From the root of the repository. */
  readonly file: string;
  readonly test: string;
}

interface Fault {
  readonly area: string;
  /** What goes wrong, in a few words. Unique. */
  readonly fault: string;
}

export type FaultRow = Fault &
  (
    | { readonly type: 'shown'; readonly by: readonly NamedTest[] }
    | { readonly type: 'not_shown'; readonly reason: string }
  );

/** A fault with the tests that show it, or with the reason why none does. */
type FaultEntry = readonly [fault: string, ...shown: readonly NamedTest[] | readonly [string]];

/** The rows of one area. */
export function faultsOf(area: string, entries: readonly FaultEntry[]): readonly FaultRow[] {
  return entries.map(([fault, ...shown]) => {
    const [reason] = shown;
    if (typeof reason === 'string') return { area, fault, type: 'not_shown', reason };
    const by = shown.filter((test) => typeof test !== 'string');
    return { area, fault, type: 'shown', by };
  });
}
