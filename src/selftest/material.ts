// Blobs to import, seeded: what a few replicas of a sound strategy hold after a common round and one of
// their own, so that every blob has something that the others have too and something that they have not.

import type { StateBlob } from '../model/blob.js';
import { derivePeerId } from '../model/random.js';
import type { Script } from '../model/script.js';
import { pickSmallest } from '../strategies/model.js';
import type { Replica, Strategy } from '../strategies/strategy.js';
import type { WorkloadShape } from './workload-shape.js';
import { CROWDED, layShape } from './workload-shape.js';

const AGENTS = 3;
const SHAPE: WorkloadShape = { ...CROWDED, agents: AGENTS };

export async function makeBlobs(sound: Strategy, seed: number): Promise<readonly StateBlob[]> {
  const script = await layShape(SHAPE, seed);
  const replicas = script.agents.map((agent_id) => createReplicaFor(sound, agent_id, seed));
  writeRound(replicas, script, 0);
  const common = replicas.map((replica) => replica.export('full'));
  for (const replica of replicas) await replica.import(common);
  writeRound(replicas, script, 1);
  const blobs = replicas.map((replica) => replica.export('full'));
  for (const replica of replicas) replica.dispose();
  return blobs;
}

export function createReplicaFor(strategy: Strategy, agent_id: string, seed: number): Replica {
  const peer_id = derivePeerId(seed, agent_id, 0);
  return strategy.createReplica({ agent_id, peer_id, model: pickSmallest });
}

function writeRound(replicas: readonly Replica[], { rounds }: Script, round: number): void {
  replicas.forEach((replica, index) => {
    for (const write of rounds[round]?.[index] ?? []) replica.apply(write);
  });
}
