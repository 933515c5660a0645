// What laws have in common: a replica that imports, and what it holds then.

import type { StateBlob } from '../../model/blob.js';
import { digestReading } from '../../model/digest.js';
import type { Replica, Strategy } from '../../strategies/strategy.js';
import type { Material } from '../material.js';
import { createReplicaFor } from '../material.js';

/** Says how the strategy breaks the law with this material; undefined where it keeps it. */
export type Law = (strategy: Strategy, material: Material) => Promise<string | undefined>;

/** The imports an empty replica makes, one after the other. */
export type Schedule = readonly (readonly StateBlob[])[];

export function oneByOne(blobs: readonly StateBlob[]): Schedule {
  return blobs.map((blob) => [blob]);
}

/** @param reason what is said where the schedules do not all lead to one state. */
export async function unlessEqual(
  strategy: Strategy,
  schedules: readonly Schedule[],
  reason: string,
): Promise<string | undefined> {
  const digests = new Set<string>();
  for (const schedule of schedules) digests.add(await digestAfter(strategy, schedule));
  return digests.size > 1 ? reason : undefined;
}

export function digestAfter(strategy: Strategy, schedule: Schedule): Promise<string> {
  return withReplica(strategy, async (replica) => {
    await follow(replica, schedule);
    return digestOf(replica);
  });
}

/** All that a replica holds after these imports. */
export function mergedBy(strategy: Strategy, schedule: Schedule): Promise<StateBlob> {
  return withReplica(strategy, async (replica) => {
    await follow(replica, schedule);
    return replica.export('full');
  });
}

/** Imports copies, so that a strategy that writes to its input breaks the law about that and no other. */
export async function follow(replica: Replica, schedule: Schedule): Promise<void> {
  for (const blobs of schedule) await replica.import(blobs.map((blob) => blob.slice()));
}

export function digestOf(replica: Replica): string {
  return digestReading(replica.read()).reading;
}

/** An empty replica, freed after use. */
export async function withReplica<T>(
  strategy: Strategy,
  use: (replica: Replica) => T | Promise<T>,
): Promise<T> {
  const replica = createReplicaFor(strategy, 'observer', { seed: 0 });
  try {
    return await use(replica);
  } finally {
    replica.dispose();
  }
}
