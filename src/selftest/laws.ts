// What holds for every import, shown where a repetition does not show it: nothing is delivered twice
// there, nothing arrives damaged, and no blob is looked at again after it was imported.

import type { StateBlob } from '../model/blob.js';
import { digestReading } from '../model/digest.js';
import { messageOf } from '../model/problem.js';
import type { Replica, Strategy } from '../strategies/strategy.js';
import { createReplicaFor } from './material.js';

/** Says how the strategy breaks the law with these blobs; undefined where it keeps it. */
type Law = (strategy: Strategy, blobs: readonly StateBlob[]) => Promise<string | undefined>;

/** The imports an empty replica makes, one after the other. */
type Schedule = readonly (readonly StateBlob[])[];

const LAWS = {
  'import is idempotent': idempotent,
  'import is commutative': commutative,
  'a batch equals one by one': batchable,
  'import leaves its input alone': readOnly,
  'a damaged blob is refused': refusing,
} as const satisfies Readonly<Record<string, Law>>;

export type LawName = keyof typeof LAWS;
export const LAW_NAMES = Object.keys(LAWS) as readonly LawName[];

export interface BrokenLaw {
  readonly law: LawName;
  readonly reason: string;
}

/** The laws a strategy breaks with these blobs. What it throws in between breaks the law tried. */
export async function brokenLaws(
  strategy: Strategy,
  blobs: readonly StateBlob[],
): Promise<readonly BrokenLaw[]> {
  const broken: BrokenLaw[] = [];
  for (const law of LAW_NAMES) {
    const reason = await LAWS[law](strategy, blobs).catch((thrown: unknown) => messageOf(thrown));
    if (reason !== undefined) broken.push({ law, reason });
  }
  return broken;
}

function idempotent(strategy: Strategy, blobs: readonly StateBlob[]): Promise<string | undefined> {
  const twiceEach = blobs.flatMap((blob) => [blob, blob]);
  const schedules = [oneByOne(blobs), oneByOne(twiceEach), oneByOne([...blobs, ...blobs])];
  return unlessEqual(strategy, schedules, 'importing again changes the state');
}

function commutative(strategy: Strategy, blobs: readonly StateBlob[]): Promise<string | undefined> {
  const rotated = [...blobs.slice(1), ...blobs.slice(0, 1)];
  const schedules = [blobs, rotated, blobs.toReversed()].map(oneByOne);
  return unlessEqual(strategy, schedules, 'another order leads to another state');
}

function batchable(strategy: Strategy, blobs: readonly StateBlob[]): Promise<string | undefined> {
  return unlessEqual(strategy, [oneByOne(blobs), [blobs]], 'a batch leads to another state');
}

async function readOnly(
  strategy: Strategy,
  blobs: readonly StateBlob[],
): Promise<string | undefined> {
  const given = blobs.map((blob) => blob.slice());
  await withReplica(strategy, (replica) => replica.import(given));
  const index = given.findIndex((blob, at) => Buffer.compare(blob, blobs[at] ?? blob) !== 0);
  return index < 0 ? undefined : `importing blob ${index} changed its bytes`;
}

/** To refuse is to throw, and to hold afterwards what was held before. */
async function refusing(
  strategy: Strategy,
  [held, ...others]: readonly StateBlob[],
): Promise<string | undefined> {
  return withReplica(strategy, async (replica) => {
    await replica.import(held ? [held.slice()] : []);
    const before = digestOf(replica);
    for (const damaged of others.flatMap(damagedCopies)) {
      if (!(await throwsOn(replica, damaged)))
        return 'a damaged blob was imported without an error';
      if (digestOf(replica) !== before) return 'a damaged blob was refused and changed the state';
    }
    return undefined;
  });
}

async function throwsOn(replica: Replica, blob: StateBlob): Promise<boolean> {
  try {
    await replica.import([blob]);
    return false;
  } catch {
    return true;
  }
}

/** Cut short in three places, and with every byte of it wrong. */
function damagedCopies(blob: StateBlob): readonly StateBlob[] {
  const cuts = [1, blob.length >> 1, blob.length - 1];
  return [...cuts.map((end) => blob.slice(0, end)), blob.map((byte) => byte ^ 0xa5)];
}

function oneByOne(blobs: readonly StateBlob[]): Schedule {
  return blobs.map((blob) => [blob]);
}

async function unlessEqual(
  strategy: Strategy,
  schedules: readonly Schedule[],
  reason: string,
): Promise<string | undefined> {
  const digests = new Set<string>();
  for (const schedule of schedules) digests.add(await digestAfter(strategy, schedule));
  return digests.size > 1 ? reason : undefined;
}

/** Imports copies, so that a strategy that writes to its input breaks the law about that and no other. */
function digestAfter(strategy: Strategy, schedule: Schedule): Promise<string> {
  return withReplica(strategy, async (replica) => {
    for (const blobs of schedule) await replica.import(blobs.map((blob) => blob.slice()));
    return digestOf(replica);
  });
}

function digestOf(replica: Replica): string {
  return digestReading(replica.read()).reading;
}

async function withReplica<T>(
  strategy: Strategy,
  use: (replica: Replica) => T | Promise<T>,
): Promise<T> {
  const replica = createReplicaFor(strategy, 'observer', 0);
  try {
    return await use(replica);
  } finally {
    replica.dispose();
  }
}
