// A record with nothing remarkable about it; tests change what they are about.

import { LatencyHistogram, summarise } from '../../src/metrics/histogram.js';
import type { PortableHistogram } from '../../src/model/latency.js';
import { latencyColumns } from '../../src/results/latency-columns.js';
import { NO_HISTOGRAMS, NO_SESSIONS } from '../../src/results/later-columns.js';
import type { RepetitionRecord } from '../../src/results/record.js';

export { NO_HISTOGRAMS };

export function histogramOf(...latencies_ns: readonly number[]): PortableHistogram {
  const histogram = new LatencyHistogram();
  for (const ns of latencies_ns) histogram.record(ns);
  return histogram.portable();
}

const APPLY = histogramOf(1_000, 2_000, 9_000);
const IMPORT = histogramOf(400_000, 600_000);

const PLAIN: RepetitionRecord = {
  schema_version: 1,
  study: 'quick',
  cell_id: 'crdt/clean_merge/2',
  repetition: 0,
  seed: -7,
  strategy: 'crdt',
  strategy_version: '1.17.1',
  workload: 'clean_merge',
  topology: 'mesh',
  exchange: 'batch',
  faults: 'none',
  agents: 2,
  threads: 2,
  rounds: 1,
  writes_per_agent: 3,
  status: 'ok',
  verdict: 'PASS',
  outcome: 'auto_merged',
  converged: true,
  writes_issued: 5,
  contributions_issued: 7,
  contributions_survived: 7,
  writes_lost: 0,
  writes_duplicated: 0,
  writes_phantom: 0,
  writes_arbitrated: 0,
  writes_superseded: 0,
  escalations: 0,
  escalations_expected: 0,
  escalations_missed: 0,
  escalations_spurious: 0,
  attribution_complete: true,
  attribution_precision: 1,
  attribution_recall: 1,
  model_calls: 0,
  model_calls_total: 0,
  messages: 2,
  bytes_exchanged: 1_024,
  bytes_per_write: 204.8,
  exchange_rounds: 1,
  heal_rounds: 0,
  rounds_bound: null,
  redundancy: 1,
  blob_scope: 'delta',
  fan_out: null,
  envelope: 'on',
  blobs_rejected: 0,
  rate_per_second: null,
  writes_unissued: 0,
  writes_not_delivered: 0,
  writes_unacknowledged: 0,
  writes_rejected: 0,
  writes_concurrent: 5,
  writes_conflicting: 0,
  conflict_share_asked: null,
  conflict_share: 0,
  faults_planned: null,
  faults_fired: null,
  faults_observed: null,
  heal_ns: null,
  ...latencyColumns('apply', summarise(APPLY)),
  ...latencyColumns('response', null),
  ...latencyColumns('export', null),
  ...latencyColumns('import', summarise(IMPORT)),
  ...latencyColumns('read', null),
  ...latencyColumns('visibility', null),
  ...latencyColumns('visibility_all', null),
  write_phase_ns: 30_000,
  exchange_ns: 1_200_000,
  converge_ns: 1_234_567,
  wall_ns: 5_000_000,
  writes_per_second: 166_666.5,
  start_skew_ns: 900,
  overlap_ratio: 0.875,
  parallel_efficiency: 0.5,
  cpu_ns: 7_000_000,
  gc_count: 0,
  gc_pause_ns: 0,
  peak_heap_bytes: 6_000_000,
  peak_external_bytes: 2_000_000,
  peak_rss_bytes: null,
  node_version: 'v20.20.2',
  ...NO_SESSIONS,
  started_at: '2025-01-02T03:04:05.678Z',
  probe_ns: 300_000,
  expectation: 'pass',
  histograms: { ...NO_HISTOGRAMS, apply: APPLY, import: IMPORT },
  findings: [{ check: 'convergence', verdict: 'PASS', reasons: [] }],
  contended: 1,
  fates: { survived: 7, lost: 0 },
  fault_accounts: [],
  detection: null,
  heal: null,
  staleness_passes: 0,
  arrivals: null,
  envelope_overhead_ns: null,
  note: null,
  reproduce: 'mergestorm run --strategy crdt --workload clean_merge --seed=-7',
  warnings: [],
};

export function buildRecord(changes: Partial<RepetitionRecord> = {}): RepetitionRecord {
  return { ...PLAIN, ...changes };
}

const REPRODUCE = 'mergestorm run --agents 2 --seed 1';

/** The six rows of two agents: three strategies on two workloads. */
export function twoAgentRecords(): readonly RepetitionRecord[] {
  const lww = {
    strategy: 'lww',
    expectation: 'fail',
    verdict: 'FAIL',
    outcome: 'corrupted',
    attribution_complete: false,
  } as const;
  const attribution = {
    check: 'attribution',
    verdict: 'FAIL',
    reasons: ['"tags" names no author for "crdt"', '"notes" names no author', 'and 2 more'],
  } as const;
  const semantic = { workload: 'semantic_conflict', converge_ns: 987_654 } as const;
  return [
    buildRecord({
      ...lww,
      writes_lost: 3,
      findings: [
        {
          check: 'survival',
          verdict: 'FAIL',
          reasons: [
            '"tags" lost "crdt" of A:1',
            '"tags" lost "agents" of A:1',
            '"notes" lost "A: seeded the doc." of A:2',
          ],
        },
        attribution,
      ],
      reproduce: `${REPRODUCE} --strategy lww --workload clean_merge`,
    }),
    buildRecord({ strategy: 'transactional', converge_ns: 12_345_678 }),
    buildRecord({ strategy: 'crdt' }),
    buildRecord({
      ...semantic,
      ...lww,
      findings: [attribution],
      reproduce: `${REPRODUCE} --strategy lww --workload semantic_conflict`,
    }),
    buildRecord({
      ...semantic,
      strategy: 'transactional',
      outcome: 'resolved',
      escalations: 1,
      model_calls: 1,
      converge_ns: 151_000_000,
    }),
    buildRecord({ ...semantic, strategy: 'crdt', outcome: 'escalated', escalations: 1 }),
  ];
}
