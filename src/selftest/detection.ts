// Whether a planted bug is caught: on every seed the property it names fails, and none that it does not
// name. A bug that another property notices has escaped too, for then that one does not mean what it says.

import { messageOf } from '../model/problem.js';
import { loadStrategy } from '../strategies/load.js';
import type { Check } from '../verdict/check.js';
import { brokenLaws } from './laws.js';
import { makeBlobs } from './material.js';
import { failedChecks, judgeRepetition } from './pipeline.js';
import type { PlantedBug } from './planted-bug.js';
import { withBug } from './planted-bug.js';

export interface Escape {
  readonly seed: number;
  /** What happened instead, for people. */
  readonly reason: string;
}

/** What became of one planted bug; it is caught where nothing escaped. */
export interface Detection {
  readonly bug: string;
  readonly property: string;
  readonly escapes: readonly Escape[];
}

export interface Trap {
  readonly seeds: readonly number[];
  readonly checks: readonly Check[];
}

export async function detect(bug: PlantedBug, { seeds, checks }: Trap): Promise<Detection> {
  const escapes = await escapesOn(seeds, (seed) => reasonOfEscape(bug, seed, checks));
  return { bug: bug.name, property: bug.property.name, escapes };
}

/** Asks for each seed why something escaped; what throws has escaped for that reason. */
export async function escapesOn(
  seeds: readonly number[],
  reasonOn: (seed: number) => Promise<string | undefined>,
): Promise<readonly Escape[]> {
  const escapes: Escape[] = [];
  for (const seed of seeds) {
    const reason = await reasonOn(seed).catch((thrown: unknown) => `threw: ${messageOf(thrown)}`);
    if (reason !== undefined) escapes.push({ seed, reason });
  }
  return escapes;
}

/** Undefined where the bug is caught by exactly what must catch it. */
export async function reasonOfEscape(
  bug: PlantedBug,
  seed: number,
  checks: readonly Check[],
): Promise<string | undefined> {
  const failed = await failedProperties(bug, seed, checks);
  if (failed.length === 0) return 'nothing failed';
  const named = new Set([bug.property.name, ...(bug.consequences ?? [])]);
  const exact = failed.length === named.size && failed.every((name) => named.has(name));
  return exact ? undefined : `failed: ${failed.join(', ')}`;
}

async function failedProperties(
  bug: PlantedBug,
  seed: number,
  checks: readonly Check[],
): Promise<readonly string[]> {
  const { property, planted_in } = bug;
  const sound = await loadStrategy({ type: 'built_in', name: planted_in });
  const faulty = withBug(sound, bug);
  if (property.type === 'check') {
    const { workload } = property;
    return failedChecks(await judgeRepetition(faulty, { workload, seed, checks }));
  }
  const broken = await brokenLaws(faulty, await makeBlobs(sound, seed));
  return broken.map(({ law }) => law);
}
