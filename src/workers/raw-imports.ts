// What an engine makes of bytes that no envelope protects it from. Damaged ones are imported alone, with the
// replica's content digested before and after: an engine may throw and have changed all the same. A replica
// that took them may choke on sound ones later; that ends no repetition, it is what is being looked at.

import type { DetectionCounts } from '../model/detection.js';
import { digestReading } from '../model/digest.js';
import type { Replica } from '../strategies/strategy.js';
import { nowNs } from '../metrics/clock.js';
import type { OpenedArrival } from './arrivals.js';
import type { ShardGauges } from './gauges.js';
import type { Refusal } from './protocol.js';
import type { Resident } from './resident.js';

export const NOTHING_DETECTED: DetectionCounts = {
  damaged_count: 0,
  detected_count: 0,
  changed_and_thrown_count: 0,
  silently_changed_count: 0,
};

export interface RawOutcome {
  readonly detection: DetectionCounts;
  readonly refused: readonly Refusal[];
}

/** @param raw per resident. */
export async function importRaw(
  residents: readonly Resident[],
  raw: readonly (readonly OpenedArrival[])[],
): Promise<RawOutcome> {
  const counts = { ...NOTHING_DETECTED };
  const refused: Refusal[] = [];
  for (const [index, { replica }] of residents.entries()) {
    for (const { arrival, bytes } of raw[index] ?? []) {
      const { threw, changed } = await tryImport(replica, bytes);
      counts.damaged_count += 1;
      if (threw) refused.push({ arrival, code: 'engine_threw' });
      if (threw) counts.detected_count += 1;
      if (threw && changed) counts.changed_and_thrown_count += 1;
      if (!threw && changed) counts.silently_changed_count += 1;
    }
  }
  return { detection: counts, refused };
}

/** Sound blobs one by one, each for itself, timed as every import is. @param sound per resident. */
export async function importUnprotected(
  residents: readonly Resident[],
  sound: readonly (readonly OpenedArrival[])[],
  gauges: ShardGauges,
): Promise<readonly Refusal[]> {
  const refused: Refusal[] = [];
  for (const [index, { replica }] of residents.entries()) {
    for (const { arrival, bytes } of sound[index] ?? []) {
      const before_ns = nowNs();
      const threw = await throwsOn(replica, bytes);
      gauges.import.record(Number(nowNs() - before_ns));
      if (threw) refused.push({ arrival, code: 'engine_threw' });
    }
  }
  return refused;
}

async function tryImport(replica: Replica, bytes: Uint8Array) {
  const before = contentOf(replica);
  const threw = await throwsOn(replica, bytes);
  return { threw, changed: contentOf(replica) !== before };
}

async function throwsOn(replica: Replica, bytes: Uint8Array): Promise<boolean> {
  try {
    await replica.import([bytes]);
    return false;
  } catch {
    return true;
  }
}

function contentOf(replica: Replica): string {
  return digestReading(replica.read()).content;
}
