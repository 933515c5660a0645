// What holds over whole lives of replicas: equal lives end equal, and a life that was cut short and begun again
// tears nobody apart.

import type { Replica, Strategy } from '../../strategies/strategy.js';
import type { Material } from '../material.js';
import { createReplicaFor, makeMaterial } from '../material.js';
import type { Law } from './law.js';
import { digestAfter, digestOf, follow } from './law.js';

/** Written, exported and imported twice, in the same order, by replicas with the same names. */
export const determined: Law = async (strategy, { seed }) => {
  const digests = new Set<string>();
  for (let life = 0; life < 2; life += 1) {
    const { blobs } = await makeMaterial(strategy, seed);
    digests.add(await digestAfter(strategy, [blobs]));
  }
  return digests.size > 1 ? 'the same writes lead to another state' : undefined;
};

/**
 * An agent exports, writes on, is heard by another agent, dies, begins again with what it had exported before
 * under an identity of its own, and writes on again. All that met all of that must hold the same.
 */
export const restartable: Law = async (strategy, { seed, script }) => {
  const [agent_id = '', other_id = ''] = script.agents;
  const cast: Cast = {
    before: createReplicaFor(strategy, agent_id, { seed }),
    after: createReplicaFor(strategy, agent_id, { seed, incarnation: 1 }),
    other: createReplicaFor(strategy, other_id, { seed }),
  };
  try {
    const digests = await liveTwice(strategy, cast, script);
    return digests.size > 1 ? 'after a restart equal blobs lead to other states' : undefined;
  } finally {
    for (const replica of [cast.before, cast.after, cast.other]) replica.dispose();
  }
};

interface Cast {
  /** One agent, before its death and after. */
  readonly before: Replica;
  readonly after: Replica;
  readonly other: Replica;
}

/** The digests of all that met both lives. */
async function liveTwice(
  strategy: Strategy,
  { before, after, other }: Cast,
  { rounds }: Material['script'],
): Promise<ReadonlySet<string>> {
  const [early = [], late = []] = rounds.map((writes) => writes[0] ?? []);
  const half = late.length >> 1;
  for (const write of early) before.apply(write);
  const checkpoint = before.export('full');
  for (const write of late.slice(0, half)) before.apply(write);
  await follow(other, [[before.export('full')]]);
  await follow(after, [[checkpoint]]);
  for (const write of late.slice(half)) after.apply(write);
  const [heard, written] = [other.export('full'), after.export('full')];
  await follow(after, [[heard]]);
  await follow(other, [[written]]);
  const third = await digestAfter(strategy, [[heard], [written]]);
  return new Set([digestOf(after), digestOf(other), third]);
}
