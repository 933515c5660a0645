// Damaged bytes handed to an engine as they are, to see whether it notices. Each is imported alone, and the
// replica's content is digested before and after: an engine may throw and have changed all the same.

import type { DetectionCounts } from '../model/detection.js';
import { digestReading } from '../model/digest.js';
import type { Replica } from '../strategies/strategy.js';
import type { RawArrival } from './arrivals.js';
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
  raw: readonly (readonly RawArrival[])[],
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
