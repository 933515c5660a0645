// Bugs planted in the judge instead of a strategy: checks that break and checks that see nothing.

import { loadStrategy } from '../strategies/load.js';
import type { Check } from '../verdict/check.js';
import { PASSED } from '../verdict/check.js';
import type { Detection, Trap } from './detection.js';
import { escapesOn, reasonOfEscape } from './detection.js';
import { judgeRepetition } from './pipeline.js';
import type { PlantedBug } from './planted-bug.js';
import { overMesh } from './scene.js';
import { CROWDED } from './workload-shape.js';

const SOUND = 'crdt';

/** One check after the other throws where nothing else is wrong: that is undecided, and never a pass. */
export async function detectBreaking({ seeds, checks }: Trap): Promise<Detection> {
  const escapes = await escapesOn(seeds, (seed) =>
    firstReason(checks, async ({ name }) => {
      const broken = withCheck(checks, name, () => {
        throw new Error('broken on purpose');
      });
      const verdict = await verdictOfSound(seed, broken);
      return verdict === 'UNKNOWN' ? undefined : `with ${name} broken the verdict is ${verdict}`;
    }),
  );
  return { bug: 'a check throws', property: 'the verdict is UNKNOWN', escapes };
}

/** The check that must catch a bug passes everything: the selftest must then report that it escaped. */
export async function detectBlinding(
  bugs: readonly PlantedBug[],
  { seeds, checks }: Trap,
): Promise<Detection> {
  const seenByChecks = bugs.filter(({ property }) => property.type === 'check');
  const escapes = await escapesOn(seeds, (seed) =>
    firstReason(seenByChecks, async (bug) => {
      const escaped = await reasonOfEscape(bug, seed, blinded(checks, bug.property.name));
      return escaped === undefined ? `without ${bug.property.name} all seemed well` : undefined;
    }),
  );
  return { bug: 'a check passes everything', property: 'the escape is reported', escapes };
}

/** The checks, with the one of that name replaced by one that always passes. */
export function blinded(checks: readonly Check[], name: string): readonly Check[] {
  return withCheck(checks, name, () => PASSED);
}

function withCheck(
  checks: readonly Check[],
  name: string,
  examine: Check['examine'],
): readonly Check[] {
  // Asked whatever there is: one that holds itself back would seem to have done what it was made to.
  return checks.map((check) => {
    return check.name === name ? { ...check, concerns: () => true, examine } : check;
  });
}

async function verdictOfSound(seed: number, checks: readonly Check[]) {
  const strategy = await loadStrategy({ type: 'built_in', name: SOUND });
  return (await judgeRepetition(strategy, { scene: overMesh(CROWDED), seed, checks })).verdict;
}

async function firstReason<T>(
  items: readonly T[],
  reasonFor: (item: T) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const item of items) {
    const reason = await reasonFor(item);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
