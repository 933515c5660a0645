// The record: all that is kept of one repetition. Its columns are the public contract of results.csv, in
// that order; null is "not measured". A record is checked when it is written, because JSON would turn a
// number that is none into null, and a reader could not tell it from one that was never measured.

import { z } from 'zod';
import { OUTCOMES, STATUSES, VERDICTS } from '../model/verdict.js';
import { latencyShape, sessionLatencyShape } from './latency-shape.js';
import { details } from './record-details.js';
import { count, maybeAmount, maybeCount, maybeFlag, maybeShare, name } from './record-values.js';
import { SCHEMA_VERSION } from './schema-version.js';

export { ARRIVALS } from './record-details.js';
export { SCHEMA_VERSION } from './schema-version.js';

/** What a receiver is sent: all that the sender holds, or what the receiver lacks of it. */
export const BLOB_SCOPES = ['full', 'delta'] as const;
export const ENVELOPES = ['on', 'off'] as const;
const identity = {
  schema_version: z.literal(SCHEMA_VERSION),
  study: name,
  cell_id: name,
  repetition: count,
  seed: z.int(),
  strategy: name,
  strategy_version: name,
  workload: name,
  topology: name,
  exchange: name,
  faults: name,
  agents: count,
  threads: count,
  rounds: count,
  writes_per_agent: maybeCount,
};

const judgement = {
  status: z.enum(STATUSES),
  verdict: z.enum(VERDICTS),
  outcome: z.enum(OUTCOMES).nullable(),
  converged: maybeFlag,
  writes_issued: maybeCount,
  contributions_issued: maybeCount,
  contributions_survived: maybeCount,
  writes_lost: maybeCount,
  writes_duplicated: maybeCount,
  writes_phantom: maybeCount,
  writes_arbitrated: maybeCount,
  writes_superseded: maybeCount,
  escalations: maybeCount,
  escalations_expected: maybeCount,
  escalations_missed: maybeCount,
  escalations_spurious: maybeCount,
  attribution_complete: maybeFlag,
  attribution_precision: maybeShare,
  attribution_recall: maybeShare,
};

const traffic = {
  model_calls: maybeCount,
  model_calls_total: maybeCount,
  messages: maybeCount,
  bytes_exchanged: maybeCount,
  bytes_per_write: maybeAmount,
  exchange_rounds: maybeCount,
};

/** Exchange that reaches not everyone at once: how it was asked for, and how it went. */
const partialExchange = {
  heal_rounds: maybeCount,
  rounds_bound: maybeCount,
  redundancy: maybeAmount,
  /** Null, like `envelope`, where nothing is exchanged: in races for sessions alone. */
  blob_scope: z.enum(BLOB_SCOPES).nullable(),
  fan_out: maybeCount,
  envelope: z.enum(ENVELOPES).nullable(),
  blobs_rejected: maybeCount,
};

const load = {
  rate_per_second: maybeAmount,
  writes_unissued: maybeCount,
};

/** Fates that only a partial or lossy exchange leads to, and a share that a workload was asked for. */
const partialFates = {
  writes_not_delivered: maybeCount,
  writes_unacknowledged: maybeCount,
  writes_rejected: maybeCount,
  writes_concurrent: maybeCount,
  writes_conflicting: maybeCount,
  conflict_share_asked: maybeShare,
  conflict_share: maybeShare,
};

const faulting = {
  faults_planned: maybeCount,
  faults_fired: maybeCount,
  faults_observed: maybeCount,
  heal_ns: maybeAmount,
};

const cost = {
  write_phase_ns: maybeAmount,
  exchange_ns: maybeAmount,
  converge_ns: maybeAmount,
  wall_ns: maybeAmount,
  writes_per_second: maybeAmount,
  start_skew_ns: maybeAmount,
  overlap_ratio: maybeShare,
  parallel_efficiency: maybeAmount,
  cpu_ns: maybeAmount,
  gc_count: maybeCount,
  gc_pause_ns: maybeAmount,
  peak_heap_bytes: maybeCount,
  peak_external_bytes: maybeCount,
  peak_rss_bytes: maybeCount,
  node_version: name,
};

/** Races for sessions: what was asked for, and what came of it; all null in a repetition of merging. */
const sessionRace = {
  sessions: maybeCount,
  turns_per_agent: maybeCount,
  turns_committed: maybeCount,
  turns_per_second: maybeAmount,
  contended_attempts: maybeCount,
  rejections: maybeCount,
  leases_reclaimed: maybeCount,
};

const columnShape = {
  ...identity,
  ...judgement,
  ...traffic,
  ...partialExchange,
  ...load,
  ...partialFates,
  ...faulting,
  ...latencyShape,
  ...cost,
  ...sessionRace,
  ...sessionLatencyShape,
};

/** Strict: what it accepts has every column, each in its range, and nothing else. */
export const recordSchema = z
  .strictObject({ ...columnShape, ...details })
  .readonly()
  .superRefine(refuseUnsaidTerms);

export type RepetitionRecord = z.infer<typeof recordSchema>;
export type Column = keyof typeof columnShape;

/** The columns of results.csv in order. */
export const COLUMNS = Object.keys(columnShape) as readonly Column[];

/** The columns that hold a number, where they were measured. */
export const NUMERIC_COLUMNS = COLUMNS.filter((column) => columnShape[column].safeParse(1).success);

/** Merging has terms of exchange, a race for sessions has none. */
function refuseUnsaidTerms(
  record: Readonly<Record<'sessions' | 'blob_scope' | 'envelope', unknown>>,
  context: z.RefinementCtx,
): void {
  for (const column of ['blob_scope', 'envelope'] as const) {
    if ((record[column] === null) === (record.sessions !== null)) continue;
    const message = 'stands in repetitions of merging, and in those alone';
    context.addIssue({ code: 'custom', path: [column], message });
  }
}

/** A record that must not be written; `message` names every wrong column. */
export class InvalidRecordError extends Error {
  override readonly name = 'InvalidRecordError';
}

/**
 * Returns the record as it is.
 * @throws InvalidRecordError where a column is missing, unknown, out of range, NaN or infinite.
 */
export function validateRecord(record: RepetitionRecord): RepetitionRecord {
  const { error } = recordSchema.safeParse(record);
  if (!error) return record;
  const faults = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new InvalidRecordError(
    `repetition ${record.repetition} of ${record.cell_id} cannot be recorded: ${faults.join('; ')}`,
  );
}
