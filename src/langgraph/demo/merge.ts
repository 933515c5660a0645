// One merge, as plain as it can be: every agent writes to its own replica, every replica is given the blobs of
// all others. What is left is what each reads.

import { digestReading } from '../../model/digest.js';
import type { Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import { pickSmallest } from '../../strategies/model.js';
import type { Replica, Strategy } from '../../strategies/strategy.js';

export interface Merged {
  /** Of the first replica. */
  readonly reading: Reading;
  /** Whether all replicas hold the same. */
  readonly converged: boolean;
}

/** @param writes_by_agent one list per agent, none empty, all written at once. */
export async function mergeOnce(
  strategy: Strategy,
  writes_by_agent: readonly (readonly Write[])[],
): Promise<Merged> {
  const replicas = writes_by_agent.map((writes, index) => replicaOf(strategy, writes, index));
  try {
    await exchange(replicas);
    return summed(replicas.map((replica) => replica.read()));
  } finally {
    for (const replica of replicas) replica.dispose();
  }
}

function replicaOf(strategy: Strategy, writes: readonly Write[], index: number): Replica {
  const replica = strategy.createReplica({
    agent_id: writes[0]?.agent_id ?? '',
    peer_id: BigInt(index + 1),
    model: pickSmallest,
  });
  for (const write of writes) replica.apply(write);
  return replica;
}

async function exchange(replicas: readonly Replica[]): Promise<void> {
  const blobs = replicas.map((replica) => replica.export('full'));
  for (const [index, replica] of replicas.entries()) {
    await replica.import(blobs.filter((_, sender) => sender !== index));
  }
}

function summed(readings: readonly Reading[]): Merged {
  const contents = new Set(readings.map((reading) => digestReading(reading).content));
  const [reading] = readings;
  if (!reading) throw new RangeError('a merge needs an agent');
  return { reading, converged: contents.size === 1 };
}
