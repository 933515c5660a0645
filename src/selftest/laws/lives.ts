// What holds over whole lives of replicas: equal lives end equal, and a life that was cut short and begun again
// tears nobody apart.

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
  const [early = [], late = []] = script.rounds.map((writes) => writes[0] ?? []);
  const unseen = late.slice(0, late.length >> 1);
  const before = createReplicaFor(strategy, agent_id, { seed });
  const after = createReplicaFor(strategy, agent_id, { seed, incarnation: 1 });
  const other = createReplicaFor(strategy, other_id, { seed });
  try {
    for (const write of early) before.apply(write);
    const checkpoint = before.export('full');
    for (const write of unseen) before.apply(write);
    await follow(other, [[before.export('full')]]);
    await follow(after, [[checkpoint]]);
    for (const write of late.slice(unseen.length)) after.apply(write);
    const [lost, kept] = [other.export('full'), after.export('full')];
    await follow(after, [[lost]]);
    await follow(other, [[kept]]);
    const third = await digestAfter(strategy, [[lost], [kept]]);
    const digests = new Set([digestOf(after), digestOf(other), third]);
    return digests.size > 1 ? 'after a restart equal blobs lead to other states' : undefined;
  } finally {
    for (const replica of [before, after, other]) replica.dispose();
  }
};
