// Whether a planted bug is caught: on every seed the property it names says so, and none that it does not
// name. A bug that another property notices has escaped too, for then that one does not mean what it says.

import { messageOf } from '../model/problem.js';
import { loadStrategy } from '../strategies/load.js';
import type { Check } from '../verdict/check.js';
import type { Judgement } from '../verdict/judgement.js';
import { brokenLaws } from './laws.js';
import { makeMaterial } from './material.js';
import type { CheckProperty, PlantedBug, StrategyBug } from './planted-bug.js';
import { withBug } from './planted-bug.js';
import { judgePlanted } from './planted-run.js';

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
  return { bug: bug.name, property: spellProperty(bug), escapes };
}

/** A check that must fail is what is usual; one that must be undecided says so. */
function spellProperty({ property }: PlantedBug): string {
  if (property.type === 'law' || property.verdict === 'FAIL') return property.name;
  return `${property.name}: ${property.verdict}`;
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
  const noticed = hasCheck(bug)
    ? await noticedByChecks(bug, seed, checks)
    : await noticedByLaws(bug, seed);
  if (noticed.length === 0) return 'nothing failed';
  const named = new Set([bug.property.name, ...(bug.consequences ?? [])]);
  const exact = noticed.length === named.size && noticed.every((name) => named.has(name));
  return exact ? undefined : `failed: ${noticed.join(', ')}`;
}

function hasCheck(bug: PlantedBug): bug is PlantedBug & { readonly property: CheckProperty } {
  return bug.property.type === 'check';
}

async function noticedByChecks(
  bug: PlantedBug & { readonly property: CheckProperty },
  seed: number,
  checks: readonly Check[],
): Promise<readonly string[]> {
  const sound = await loadStrategy({ type: 'built_in', name: bug.planted_in });
  return noticedIn(await judgePlanted(bug, sound, { seed, checks }), bug.property);
}

/** A failure is never taken for the doubt that was expected, and doubt adds nothing to a failure. */
function noticedIn({ findings }: Judgement, { verdict }: CheckProperty): readonly string[] {
  const failed = findings.filter((finding) => finding.verdict === 'FAIL').map(nameOf);
  if (verdict === 'FAIL') return failed;
  const undecided = findings.filter((finding) => finding.verdict === 'UNKNOWN').map(nameOf);
  return [...failed.map((name) => `${name} FAIL`), ...undecided];
}

function nameOf({ check }: Judgement['findings'][number]): string {
  return check;
}

async function noticedByLaws(bug: StrategyBug, seed: number): Promise<readonly string[]> {
  const sound = await loadStrategy({ type: 'built_in', name: bug.planted_in });
  const broken = await brokenLaws(withBug(sound, bug), await makeMaterial(sound, seed));
  return broken.map(({ law }) => law);
}
