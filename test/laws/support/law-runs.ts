// How laws are drawn and tried: the same cases in every run, and never passed for want of time.

import fc from 'fast-check';

const SEED = 20_251;
const TIME_LIMIT_MS = 45_000;

/** Seeds do not shrink to anything simpler, so the first counterexample is the one that is shown. */
export function drawn(numRuns: number) {
  return {
    seed: SEED,
    numRuns,
    endOnFailure: true,
    interruptAfterTimeLimit: TIME_LIMIT_MS,
    markInterruptAsFailure: true,
  } as const;
}

/** What a law says is wrong with one case; nothing where it holds. */
export type Problems = readonly string[];

/** Tries a law case by case. @throws Error with the first case that breaks it. */
export async function holds<T>(
  cases: fc.Arbitrary<T>,
  runs: number,
  problemsOf: (drawnCase: T) => Promise<Problems> | Problems,
): Promise<void> {
  await fc.assert(propertyOf(cases, problemsOf), drawn(runs));
}

/** What the law says of the first case that breaks it; null where none of so many does. */
export async function firstProblems<T>(
  cases: fc.Arbitrary<T>,
  runs: number,
  problemsOf: (drawnCase: T) => Promise<Problems> | Problems,
): Promise<string | null> {
  const { failed, errorInstance } = await fc.check(propertyOf(cases, problemsOf), drawn(runs));
  if (!failed) return null;
  if (errorInstance instanceof BrokenLaw) return errorInstance.message;
  throw errorInstance;
}

/** Told apart from whatever a test itself may do wrong. */
class BrokenLaw extends Error {}

function propertyOf<T>(
  cases: fc.Arbitrary<T>,
  problemsOf: (drawnCase: T) => Promise<Problems> | Problems,
) {
  return fc.asyncProperty(cases, async (one) => {
    const problems = await problemsOf(one);
    if (problems.length > 0) throw new BrokenLaw(problems.join('\n'));
  });
}
