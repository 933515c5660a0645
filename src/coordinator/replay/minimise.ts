// Delta debugging: the smallest part of a list that still fails (Zeller and Hildebrandt, "Simplifying and
// isolating failure-inducing input", 2002: ddmin). Only complements are tried, for a chunk alone is a
// complement at the coarsest cut. What is left is 1-minimal: without any one item it fails no more.

/** Whether a history with these items alone still fails. */
export type Fails<T> = (kept: readonly T[]) => Promise<boolean>;

/** The items must fail; `fails` decides for itself when it has been asked often enough, and then says no. */
export async function minimise<T>(items: readonly T[], fails: Fails<T>): Promise<readonly T[]> {
  if (items.length === 0 || (await fails([]))) return [];
  let kept = items;
  for (let chunks = Math.min(2, kept.length); kept.length > 1;) {
    const smaller = await firstFailing(complements(kept, chunks), fails);
    if (smaller) {
      kept = smaller;
      chunks = Math.max(Math.min(chunks - 1, kept.length), Math.min(2, kept.length));
    } else if (chunks < kept.length) chunks = Math.min(2 * chunks, kept.length);
    else break;
  }
  return kept;
}

/** The list without its first chunk, without its second, and so on; chunks differ in size by one at most. */
function* complements<T>(items: readonly T[], chunks: number): Generator<readonly T[], void> {
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const start = Math.floor((items.length * chunk) / chunks);
    const end = Math.floor((items.length * (chunk + 1)) / chunks);
    yield [...items.slice(0, start), ...items.slice(end)];
  }
}

async function firstFailing<T>(
  candidates: Iterable<readonly T[]>,
  fails: Fails<T>,
): Promise<readonly T[] | undefined> {
  for (const candidate of candidates) if (await fails(candidate)) return candidate;
  return undefined;
}
