// What laws are tried with, seeded: writes, and blobs of what a few replicas of a sound strategy hold after a
// common round and one of their own, so that every blob has something that the others have too and something
// that they have not.

import type { StateBlob } from '../model/blob.js';
import { derivePeerId } from '../model/random.js';
import type { Script } from '../model/script.js';
import { pickSmallest } from '../strategies/model.js';
import type { Replica, Strategy } from '../strategies/strategy.js';
import type { WorkloadShape } from './workload-shape.js';
import { CROWDED, layShape } from './workload-shape.js';

const AGENTS = 3;
const SHAPE: WorkloadShape = { ...CROWDED, agents: AGENTS };

export interface Material {
  readonly seed: number;
  /** Two rounds. */
  readonly script: Script;
  /** The full state of every agent's replica at the end. */
  readonly blobs: readonly StateBlob[];
}

export async function makeMaterial(sound: Strategy, seed: number): Promise<Material> {
  const script = await layShape(SHAPE, seed);
  const replicas = script.agents.map((agent_id) => createReplicaFor(sound, agent_id, { seed }));
  writeRound(replicas, script, 0);
  const common = replicas.map((replica) => replica.export('full'));
  // Copies, because it is a law of its own that they are left alone.
  for (const replica of replicas) await replica.import(common.map((blob) => blob.slice()));
  writeRound(replicas, script, 1);
  const blobs = replicas.map((replica) => replica.export('full'));
  for (const replica of replicas) replica.dispose();
  return { seed, script, blobs };
}

export interface Life {
  readonly seed: number;
  /** How often the agent was restarted before; 0 where left out. */
  readonly incarnation?: number;
}

/** Its identity is new in every incarnation. */
export function createReplicaFor(
  strategy: Strategy,
  agent_id: string,
  { seed, incarnation = 0 }: Life,
): Replica {
  const peer_id = derivePeerId(seed, agent_id, incarnation);
  return strategy.createReplica({ agent_id, peer_id, model: pickSmallest });
}

function writeRound(replicas: readonly Replica[], { rounds }: Script, round: number): void {
  replicas.forEach((replica, index) => {
    for (const write of rounds[round]?.[index] ?? []) replica.apply(write);
  });
}
