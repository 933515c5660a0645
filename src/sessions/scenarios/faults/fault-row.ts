// A row of the fault matrix: something that goes wrong, and the tests that show what the store makes of it; or why
// no test does. That each named test exists is itself tested.

/** The title of a test as it stands in its file. */
export interface NamedTest {
  readonly file: string;
  readonly test: string;
}

export const FAULT_AREAS = [
  'leases and fences',
  'queued work',
  'turn inputs',
  'checkpoints and commits',
  'clocks',
  'processes that die',
  'database files',
  'racing workers',
] as const;

export type FaultArea = (typeof FAULT_AREAS)[number];

interface Fault {
  readonly area: FaultArea;
  /** What goes wrong, in a few words. Unique. */
  readonly fault: string;
}

export type FaultRow = Fault &
  (
    | { readonly type: 'shown'; readonly by: readonly NamedTest[] }
    | { readonly type: 'not_shown'; readonly reason: string }
  );

/** The rows of one area. */
export function faultsOf(
  area: FaultArea,
  faults: Readonly<Record<string, readonly NamedTest[] | string>>,
): readonly FaultRow[] {
  return Object.entries(faults).map(([fault, shown]) =>
    typeof shown === 'string'
      ? { area, fault, type: 'not_shown', reason: shown }
      : { area, fault, type: 'shown', by: shown },
  );
}

/** Tests of one file below `test/sessions/`. */
export function testsIn(file: string): (test: string) => NamedTest {
  return (test) => ({ file: `test/sessions/${file}`, test });
}
