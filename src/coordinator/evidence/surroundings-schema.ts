// The shape of what else a repetition under faults is judged by: what each fault came to, how the exchange
// after the last write went, what engines did with damaged bytes, what a shared store says was committed, and how
// a strategy broke.

import { z } from 'zod';
import type { DetectionCounts } from '../../model/detection.js';
import type { Breakage, Coordination, FaultAccount, Heal } from '../../verdict/evidence.js';
import { undeliveredSchema } from './undelivered.js';

const count = z.int().nonnegative();

const faultAccount: z.ZodType<FaultAccount> = z.strictObject({
  fault: z.string(),
  planned_count: count,
  fired_count: count,
  observed_count: count,
  note: z.string().nullable(),
});

const heal: z.ZodType<Heal> = z.strictObject({
  type: z.enum(['until_quiescent', 'off']),
  passes: count,
  bound: count.nullable(),
  reason: z.string(),
});

const detection: z.ZodType<DetectionCounts> = z.strictObject({
  damaged_count: count,
  detected_count: count,
  changed_and_thrown_count: count,
  silently_changed_count: count,
});

const coordination: z.ZodType<Coordination> = z.strictObject({
  rounds: z.array(
    z.array(z.strictObject({ commit_id: z.string(), fence: count, revision: count })),
  ),
});

const breakage: z.ZodType<Breakage> = z.strictObject({ phase: z.string(), reason: z.string() });

/** Each is left out where there is none. */
export const surroundingsShape = {
  faults: z.array(faultAccount).exactOptional(),
  heal: heal.exactOptional(),
  detection: detection.exactOptional(),
  undelivered: undeliveredSchema.exactOptional(),
  coordination: coordination.exactOptional(),
  broken: breakage.exactOptional(),
};
