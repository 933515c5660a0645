// One exchange as the replicas of one shard live through it. A strategy that must wait (a model call)
// returns a promise; the others go on meanwhile, as agents of their own would, and its import lasts until
// the promise does. Everything else is sequential on the shard's one thread.

import { nowNs } from '../metrics/clock.js';
import type { StateBlob } from '../model/blob.js';
import type { SentBlobs } from './blob-pack.js';
import type { ShardGauges } from './gauges.js';
import type { Resident } from './resident.js';

export type ImportAll = (
  residents: readonly Resident[],
  sent: SentBlobs,
  gauges: ShardGauges,
) => Promise<void>;

/** Every replica imports all blobs but its own in one call. */
export const importBatch: ImportAll = async (residents, sent, gauges) => {
  const waiting: Promise<void>[] = [];
  for (const resident of residents) {
    const blobs = blobsFor(resident, sent);
    if (blobs.length === 0) continue;
    const pending = timedImport(resident, blobs, gauges);
    if (pending) waiting.push(pending);
  }
  await Promise.all(waiting);
};

/** Every replica imports all blobs but its own one at a time, each starting after its own place. */
export const importPairwise: ImportAll = async (residents, sent, gauges) => {
  const waiting: Promise<void>[] = [];
  for (const resident of residents) {
    const pending = importOneByOne(resident, blobsFor(resident, sent), gauges);
    if (pending) waiting.push(pending);
  }
  await Promise.all(waiting);
};

function blobsFor({ seat }: Resident, { senders, blobs }: SentBlobs): readonly StateBlob[] {
  const own = senders.indexOf(seat.agent_index);
  // Starting after the own blob spreads the order of arrival over the replicas, as a real mesh would.
  return own < 0 ? blobs : [...blobs.slice(own + 1), ...blobs.slice(0, own)];
}

function importOneByOne(
  resident: Resident,
  blobs: readonly StateBlob[],
  gauges: ShardGauges,
): Promise<void> | undefined {
  for (const [index, blob] of blobs.entries()) {
    const pending = timedImport(resident, [blob], gauges);
    if (pending) {
      const rest = blobs.slice(index + 1);
      return pending.then(() => importOneByOne(resident, rest, gauges));
    }
  }
  return undefined;
}

function timedImport(
  { replica }: Resident,
  blobs: readonly StateBlob[],
  gauges: ShardGauges,
): Promise<void> | undefined {
  const before_ns = nowNs();
  const record = (): void => {
    gauges.import.record(Number(nowNs() - before_ns));
    gauges.memory.sample();
  };
  const pending = replica.import(blobs);
  if (pending) return pending.then(record);
  record();
  return undefined;
}
