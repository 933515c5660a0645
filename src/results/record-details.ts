// What a record says beyond its columns: distributions, findings, and accounts of faults and exchange.

import { z } from 'zod';
import { BLOB_ENDS } from '../model/blob-end.js';
import { VERDICTS } from '../model/verdict.js';
import { count, maybeAmount, maybeCount, name } from './record-values.js';

/** When writes fall due under an open load. */
export const ARRIVALS = ['constant', 'poisson'] as const;

const portableHistogram = z.strictObject({
  encoded: name,
  count,
  min_ns: maybeAmount,
  max_ns: maybeAmount,
  sum_ns: z.number().nonnegative(),
});

const finding = z.strictObject({
  check: name,
  /** `conditions`: it asks whether what was to be tested came about; not of what was recorded before this was. */
  about: z.literal('conditions').optional(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()).readonly(),
});

/** What one fault that was asked for came to. */
const faultAccount = z.strictObject({
  /** As it is spelled: `drop=10%`. */
  fault: name,
  planned_count: count,
  fired_count: count,
  observed_count: count,
  note: z.string().nullable(),
});

/** What an engine did with damaged bytes that it was handed without an envelope. */
const detection = z.strictObject({
  damaged_count: count,
  detected_count: count,
  changed_and_thrown_count: count,
  silently_changed_count: count,
});

/** What became of every copy of a blob that was sent; the counts sum to `sent_count`. */
const blobEnds = z.strictObject({
  sent_count: count,
  counts: z.record(z.enum(BLOB_ENDS), count).readonly(),
  /** How many were rejected, by code. */
  rejections: z.record(z.string(), count).readonly(),
});

/** The exchange after the last write. */
const heal = z.strictObject({
  type: z.enum(['until_quiescent', 'off']),
  passes: count,
  /** Null where nothing bounds it. */
  bound: maybeCount,
  /** For people: where the bound comes from. */
  reason: z.string(),
});

/** What was done to a session store, and what it refused. */
const sessionCounts = z.strictObject({
  operations: count,
  leases_acquired: count,
  leases_abandoned: count,
  commands_completed: count,
  work_completed: count,
  inputs_completed: count,
  /** By code of the error. */
  rejections: z.record(z.string(), count).readonly(),
});

/** In JSON alone. */
export const details = {
  /** When the repetition began, ISO 8601 in UTC. */
  started_at: z.iso.datetime(),
  /** What the strategy declares of itself. */
  expectation: z.enum(['pass', 'fail']),
  histograms: z.strictObject({
    apply: portableHistogram.nullable(),
    response: portableHistogram.nullable(),
    export: portableHistogram.nullable(),
    import: portableHistogram.nullable(),
    read: portableHistogram.nullable(),
    visibility: portableHistogram.nullable(),
    visibility_all: portableHistogram.nullable(),
    claim: portableHistogram.nullable(),
    commit: portableHistogram.nullable(),
    ingress: portableHistogram.nullable(),
    reclaim: portableHistogram.nullable(),
  }),
  /** How many commits of a repository its writes were made from; only where they were. */
  commits: count.optional(),
  findings: z.array(finding.readonly()).readonly(),
  /** Rounds and fields with writes that met another agent's, neither knowing the other. */
  contended: maybeCount,
  /** How many contributions ended in each fate; null where nothing was judged. */
  fates: z.record(z.string(), count).readonly().nullable(),
  /** One per fault asked for, in that order; empty where none was, or nothing was measured. */
  fault_accounts: z.array(faultAccount.readonly()).readonly(),
  /** Null where blobs travel in envelopes. */
  detection: detection.readonly().nullable(),
  /** Left out where nothing was measured, and by versions that did not count it. */
  blob_ends: blobEnds.readonly().exactOptional(),
  /** Null where every pass reached everyone. */
  heal: heal.readonly().nullable(),
  /** How many passes old what an agent acts on is, as asked of the workload; 0: it acts on the latest. */
  staleness_passes: count,
  /** What a race for sessions counted beside its columns; null in a repetition of merging. */
  session_counts: sessionCounts.readonly().nullable(),
  /** Null in a closed loop. */
  arrivals: z.enum(ARRIVALS).nullable(),
  /** Sealing and opening one delivered blob's envelope, on average; null where nothing was sealed. */
  envelope_overhead_ns: maybeAmount,
  /**
   * Nanoseconds that a fixed computation took on this machine right before the repetition: it differs only
   * where the machine does. Null where it was not measured.
   */
  probe_ns: maybeAmount,
  /** Why there is no result, where `status` is not `ok`. */
  note: z.string().nullable(),
  /** The command line that executes this repetition again. */
  reproduce: name,
  warnings: z.array(z.string()).readonly(),
};
