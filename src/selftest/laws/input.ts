// What a replica does with the bytes it is given: sound ones it leaves alone, damaged ones it refuses.

import type { StateBlob } from '../../model/blob.js';
import type { Replica } from '../../strategies/strategy.js';
import type { Law } from './law.js';
import { digestOf, withReplica } from './law.js';

export const readOnly: Law = async (strategy, { blobs }) => {
  const given = blobs.map((blob) => blob.slice());
  await withReplica(strategy, (replica) => replica.import(given));
  const index = given.findIndex((blob, at) => Buffer.compare(blob, blobs[at] ?? blob) !== 0);
  return index < 0 ? undefined : `importing blob ${index} changed its bytes`;
};

/** To refuse is to throw, and to hold afterwards what was held before. */
export const refusing: Law = (strategy, { blobs: [held, ...others] }) =>
  withReplica(strategy, async (replica) => {
    await replica.import(held ? [held.slice()] : []);
    const before = digestOf(replica);
    for (const damaged of others.flatMap(damagedCopies)) {
      if (!(await throwsOn(replica, damaged)))
        return 'a damaged blob was imported without an error';
      if (digestOf(replica) !== before) return 'a damaged blob was refused and changed the state';
    }
    return undefined;
  });

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
