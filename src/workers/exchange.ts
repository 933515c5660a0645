// One import command: every replica of the shard imports what reached it, and each engine call is timed.

import { nowNs } from '../metrics/clock.js';
import type { StateBlob } from '../model/blob.js';
import type { SentBlobs } from './blob-pack.js';
import type { ShardGauges } from './gauges.js';
import type { ImportStyle } from './protocol.js';
import type { Resident } from './resident.js';

/** What one resident imports, one call per batch, one after the other. */
export type Batches = readonly (readonly StateBlob[])[];

/** What arrived at once as the calls that a style makes of it. */
export function batchesOf<T>(style: ImportStyle, arrived: readonly T[]): readonly (readonly T[])[] {
  if (arrived.length === 0) return [];
  return style === 'batch' ? [arrived] : arrived.map((one) => [one]);
}

/** Every resident imports all blobs but its own. */
export async function importFromEveryone(
  residents: readonly Resident[],
  sent: SentBlobs,
  style: ImportStyle,
  gauges: ShardGauges,
): Promise<void> {
  await importEach(residents, (resident) => batchesOf(style, blobsFor(resident, sent)), gauges);
}

/** Residents do not wait for each other where one has to wait for a model. */
export async function importEach(
  residents: readonly Resident[],
  batchesFor: (resident: Resident, index: number) => Batches,
  gauges: ShardGauges,
): Promise<void> {
  const waiting: Promise<void>[] = [];
  for (const [index, resident] of residents.entries()) {
    const pending = importInTurn(resident, batchesFor(resident, index), gauges);
    if (pending) waiting.push(pending);
  }
  await Promise.all(waiting);
}

function blobsFor({ seat }: Resident, { senders, blobs }: SentBlobs): readonly StateBlob[] {
  const own = senders.indexOf(seat.agent_index);
  // Starting after the own blob spreads the order of arrival over the replicas, as a real mesh would.
  return own < 0 ? blobs : [...blobs.slice(own + 1), ...blobs.slice(0, own)];
}

function importInTurn(
  resident: Resident,
  batches: Batches,
  gauges: ShardGauges,
): Promise<void> | undefined {
  for (const [index, blobs] of batches.entries()) {
    const pending = timedImport(resident, blobs, gauges);
    if (pending) {
      const rest = batches.slice(index + 1);
      return pending.then(() => importInTurn(resident, rest, gauges));
    }
  }
  return undefined;
}

export function timedImport(
  { replica }: Pick<Resident, 'replica'>,
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
