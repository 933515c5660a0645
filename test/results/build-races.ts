// Records of races for sessions, with real small histograms; the same options give the same records.

import { summarise } from '../../src/metrics/histogram.js';
import { latencyColumns } from '../../src/results/latency-columns.js';
import { NO_HISTOGRAMS, NO_SESSIONS } from '../../src/results/later-columns.js';
import type { RepetitionRecord } from '../../src/results/record.js';
import { buildRecord, histogramOf } from './build-record.js';

/** What a record of merging has and one of a race has not. */
const NO_MERGING = {
  ...{ outcome: null, converged: null, writes_issued: null, contributions_issued: null },
  ...{ contributions_survived: null, writes_lost: null, writes_duplicated: null },
  ...{ writes_phantom: null, writes_arbitrated: null, writes_superseded: null, escalations: null },
  ...{ escalations_expected: null, escalations_missed: null, escalations_spurious: null },
  ...{ attribution_complete: null, attribution_precision: null, attribution_recall: null },
  ...{ model_calls: null, model_calls_total: null, messages: null, bytes_exchanged: null },
  ...{ bytes_per_write: null, exchange_rounds: null, heal_rounds: null, redundancy: null },
  ...{ blob_scope: null, envelope: null, blobs_rejected: null, writes_unissued: null },
  ...{ writes_not_delivered: null, writes_unacknowledged: null, writes_rejected: null },
  ...{ writes_concurrent: null, writes_conflicting: null, conflict_share: null },
  ...{ write_phase_ns: null, exchange_ns: null, converge_ns: null, writes_per_second: null },
  ...{ start_skew_ns: null, parallel_efficiency: null, gc_count: null, gc_pause_ns: null },
  ...{ peak_heap_bytes: null, peak_external_bytes: null, fates: null, contended: null },
  ...latencyColumns('apply', null),
  ...latencyColumns('import', null),
} as const satisfies Partial<RepetitionRecord>;

export function buildRace(changes: Partial<RepetitionRecord> = {}): RepetitionRecord {
  const { strategy = 'sessions_sqlite', agents = 8, threads = 2 } = changes;
  const [claim, commit] = [histogramOf(20_000 * agents, 900_000), histogramOf(150_000 * agents)];
  return buildRecord({
    ...NO_MERGING,
    ...NO_SESSIONS,
    cell_id: `sessions/${strategy}/none/none/a${agents}/t${threads}`,
    ...{ strategy, strategy_version: 'libsql 0.5.29', workload: 'sessions', agents, threads },
    ...{ topology: 'none', exchange: 'none', faults: 'none', rounds: 0, writes_per_agent: null },
    ...{ sessions: 4, turns_per_agent: 5, turns_committed: 5 * agents, turns_per_second: 480.5 },
    ...{ contended_attempts: 10 * agents, rejections: 9, leases_reclaimed: 3 },
    session_counts: {
      ...{ operations: 900, leases_acquired: 70, leases_abandoned: 4, commands_completed: 8 },
      ...{ work_completed: 40, inputs_completed: 33, rejections: { LeaseExpired: 9 } },
    },
    ...latencyColumns('claim', summarise(claim)),
    ...latencyColumns('commit', summarise(commit)),
    histograms: { ...NO_HISTOGRAMS, claim, commit },
    findings: [{ check: 'contention', verdict: 'PASS', reasons: ['somebody was in the way'] }],
    reproduce: `mergestorm sessions race --agents ${agents} --seed 7`,
    ...changes,
  });
}

/** Both stores at several sizes, each three times. */
export function buildRaces(sizes: readonly number[] = [2, 4, 8, 16]): readonly RepetitionRecord[] {
  return sizes.flatMap((agents) =>
    ['sessions_memory', 'sessions_sqlite'].flatMap((strategy) =>
      [0, 1, 2].map((repetition) => buildRace({ strategy, agents, repetition })),
    ),
  );
}
