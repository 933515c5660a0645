// What a replica makes of bytes that no envelope protects it from, in lock-step and in races alike. Damaged ones
// are imported alone, with the replica's content digested before and after: an engine may throw and have
// changed all the same. A replica that took them, or was told by one that did, may choke on sound ones later;
// that ends no repetition, it is what is being looked at.

import type { DetectionCounts } from '../model/detection.js';
import { addDetections, NOTHING_DETECTED } from '../model/detection.js';
import { digestReading } from '../model/digest.js';
import type { Replica } from '../strategies/strategy.js';
import type { OpenedArrival } from './arrivals.js';
import { batchesOf, timedImport } from './exchange.js';
import type { ShardGauges } from './gauges.js';
import type { ImportStyle, Refusal } from './protocol.js';
import type { Resident } from './resident.js';

export interface RawOutcome {
  readonly detection: DetectionCounts;
  readonly refused: readonly Refusal[];
}

/** What reached one replica at once. */
export interface Unprotected {
  /** Damaged on the way. */
  readonly raw: readonly OpenedArrival[];
  readonly sound: readonly OpenedArrival[];
}

export interface RawTerms {
  readonly style: ImportStyle;
  readonly gauges: ShardGauges;
}

/** Damaged blobs first; what was accepted is what is not refused. */
export async function importUnprotected(
  resident: Resident,
  { raw, sound }: Unprotected,
  { style, gauges }: RawTerms,
): Promise<RawOutcome> {
  const damaged: RawOutcome[] = [];
  for (const arrival of raw) damaged.push(await importDamaged(resident, arrival));
  const refused = damaged.flatMap((outcome) => outcome.refused);
  for (const batch of batchesOf(style, sound)) {
    refused.push(...(await importOrPart(resident, batch, gauges)));
  }
  const detection = damaged.map((outcome) => outcome.detection);
  return { detection: detection.reduce(addDetections, NOTHING_DETECTED), refused };
}

async function importDamaged(
  { replica }: Resident,
  { arrival, bytes }: OpenedArrival,
): Promise<RawOutcome> {
  const before = contentOf(replica);
  const threw = await throws(() => replica.import([bytes]));
  const changed = contentOf(replica) !== before;
  const detection = {
    damaged_count: 1,
    detected_count: Number(threw),
    changed_and_thrown_count: Number(threw && changed),
    silently_changed_count: Number(!threw && changed),
  };
  return { detection, refused: threw ? [{ arrival, code: 'engine_threw' }] : [] };
}

/** All at once; where an engine chokes on that, one by one, so that one bad blob keeps no other out. */
async function importOrPart(
  resident: Resident,
  batch: readonly OpenedArrival[],
  gauges: ShardGauges,
): Promise<readonly Refusal[]> {
  const blobs = batch.map(({ bytes }) => bytes);
  if (!(await throws(() => timedImport(resident, blobs, gauges)))) return [];
  if (batch.length === 1) return batch.map(({ arrival }) => ({ arrival, code: 'engine_threw' }));
  const refused: Refusal[] = [];
  for (const one of batch) refused.push(...(await importOrPart(resident, [one], gauges)));
  return refused;
}

/** Gives up the thread only where the import does: others would be at work in what is timed here. */
async function throws(imported: () => Promise<void> | void): Promise<boolean> {
  try {
    const pending = imported();
    if (pending) await pending;
    return false;
  } catch {
    return true;
  }
}

function contentOf(replica: Replica): string {
  return digestReading(replica.read()).content;
}
