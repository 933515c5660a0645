import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/metrics/histogram.js';
import { LATENCY_PHASES, latencyColumns } from '../../src/results/latency-columns.js';
import {
  COLUMNS,
  InvalidRecordError,
  validateRecord,
  type RepetitionRecord,
} from '../../src/results/record.js';
import { buildRecord, histogramOf } from './build-record.js';

/** As the public contract lists them. */
const CONTRACT = [
  ...'schema_version study cell_id repetition seed strategy strategy_version workload topology'.split(
    ' ',
  ),
  ...'exchange faults agents threads rounds writes_per_agent status verdict outcome converged'.split(
    ' ',
  ),
  ...'writes_issued contributions_issued contributions_survived writes_lost writes_duplicated'.split(
    ' ',
  ),
  ...'writes_phantom writes_arbitrated writes_superseded escalations escalations_expected'.split(
    ' ',
  ),
  ...'escalations_missed escalations_spurious attribution_complete attribution_precision'.split(
    ' ',
  ),
  ...'attribution_recall model_calls model_calls_total messages bytes_exchanged'.split(' '),
  ...'bytes_per_write exchange_rounds heal_rounds rounds_bound redundancy blob_scope'.split(' '),
  ...'fan_out envelope blobs_rejected rate_per_second writes_unissued'.split(' '),
  ...'writes_not_delivered writes_unacknowledged writes_rejected writes_concurrent'.split(' '),
  ...'writes_conflicting conflict_share_asked conflict_share'.split(' '),
  ...'faults_planned faults_fired faults_observed heal_ns'.split(' '),
  ...'apply_count_ns apply_mean_ns apply_min_ns apply_p50_ns apply_p90_ns apply_p99_ns'.split(' '),
  ...'apply_p99_9_ns apply_max_ns'.split(' '),
  ...'response_count_ns response_mean_ns response_min_ns response_p50_ns'.split(' '),
  ...'response_p90_ns response_p99_ns response_p99_9_ns response_max_ns'.split(' '),
  ...'export_count_ns export_mean_ns export_min_ns export_p50_ns export_p90_ns export_p99_ns'.split(
    ' ',
  ),
  ...'export_p99_9_ns export_max_ns'.split(' '),
  ...'import_count_ns import_mean_ns import_min_ns import_p50_ns import_p90_ns import_p99_ns'.split(
    ' ',
  ),
  ...'import_p99_9_ns import_max_ns'.split(' '),
  ...'read_count_ns read_mean_ns read_min_ns read_p50_ns read_p90_ns read_p99_ns'.split(' '),
  ...'read_p99_9_ns read_max_ns'.split(' '),
  ...'visibility_count_ns visibility_mean_ns visibility_min_ns visibility_p50_ns'.split(' '),
  ...'visibility_p90_ns visibility_p99_ns visibility_p99_9_ns visibility_max_ns'.split(' '),
  ...'visibility_all_count_ns visibility_all_mean_ns visibility_all_min_ns'.split(' '),
  ...'visibility_all_p50_ns visibility_all_p90_ns visibility_all_p99_ns'.split(' '),
  ...'visibility_all_p99_9_ns visibility_all_max_ns'.split(' '),
  ...'write_phase_ns exchange_ns converge_ns wall_ns writes_per_second start_skew_ns'.split(' '),
  ...'overlap_ratio parallel_efficiency cpu_ns gc_count gc_pause_ns peak_heap_bytes'.split(' '),
  ...'peak_external_bytes peak_rss_bytes node_version'.split(' '),
  ...'sessions turns_per_agent turns_committed turns_per_second contended_attempts'.split(' '),
  ...'rejections leases_reclaimed'.split(' '),
  ...'claim_count_ns claim_mean_ns claim_min_ns claim_p50_ns claim_p90_ns claim_p99_ns'.split(' '),
  ...'claim_p99_9_ns claim_max_ns'.split(' '),
  ...'commit_count_ns commit_mean_ns commit_min_ns commit_p50_ns commit_p90_ns'.split(' '),
  ...'commit_p99_ns commit_p99_9_ns commit_max_ns'.split(' '),
  ...'ingress_count_ns ingress_mean_ns ingress_min_ns ingress_p50_ns ingress_p90_ns'.split(' '),
  ...'ingress_p99_ns ingress_p99_9_ns ingress_max_ns'.split(' '),
  ...'reclaim_count_ns reclaim_mean_ns reclaim_min_ns reclaim_p50_ns reclaim_p90_ns'.split(' '),
  ...'reclaim_p99_ns reclaim_p99_9_ns reclaim_max_ns'.split(' '),
];

const NUMBERS = COLUMNS.filter((column) => typeof buildRecord()[column] === 'number');

describe('a record', () => {
  it('has the columns of the public contract in their order', () => {
    expect(COLUMNS).toEqual(CONTRACT);
  });

  it('is returned as it is where it is valid', () => {
    const record = buildRecord();
    expect(validateRecord(record)).toBe(record);
  });

  it('of a repetition that came to nothing needs no measurement', () => {
    const nothing = Object.fromEntries(
      [...CONTRACT.slice(CONTRACT.indexOf('outcome')), 'fates']
        .filter((column) => !['blob_scope', 'envelope', 'node_version'].includes(column))
        .map((column) => [column, null]),
    ) as Partial<RepetitionRecord>;
    const record = buildRecord({
      ...nothing,
      status: 'crashed',
      verdict: 'UNKNOWN',
      note: 'import: died',
    });
    expect(validateRecord(record)).toBe(record);
  });

  it('is refused, naming the column, where a number is none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBERS),
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
        (column, value) => {
          const record = buildRecord({ [column]: value });
          expect(() => validateRecord(record)).toThrow(InvalidRecordError);
          expect(() => validateRecord(record)).toThrow(new RegExp(`\\b${column}: `));
        },
      ),
    );
  });

  it.each([
    ['writes_lost', 1.5],
    ['writes_lost', -1],
    ['writes_lost', undefined],
    ['writes_lost', '3'],
    ['overlap_ratio', 1.01],
    ['converged', 'yes'],
    ['verdict', 'MAYBE'],
    ['redundancy', -0.5],
    ['conflict_share', 1.01],
    ['blob_scope', 'some'],
    ['blob_scope', null],
    ['envelope', true],
    ['arrivals', 'bursts'],
    ['cell_id', ''],
    ['started_at', 'yesterday'],
    ['bytes_exchanged', 7n],
  ])('is refused where %s is %s', (column, value) => {
    const record = buildRecord({ [column]: value });
    expect(() => validateRecord(record)).toThrow(new RegExp(`\\b${column}: `));
  });

  it('is refused where it has a column that nobody knows', () => {
    const record = { ...buildRecord(), latency_avg_ns: 5 };
    expect(() => validateRecord(record)).toThrow(/latency_avg_ns/);
  });

  it('is refused where an account of the exchange is malformed', () => {
    const heal = { type: 'off', passes: 1, bound: -1, reason: '' } as const;
    expect(() => validateRecord(buildRecord({ heal }))).toThrow(/heal\.bound: /);
    const account = { fault: 'drop=10%', planned_count: 1, fired_count: 1, observed_count: 0.5 };
    const fault_accounts = [{ ...account, note: null }];
    expect(() => validateRecord(buildRecord({ fault_accounts }))).toThrow(
      /fault_accounts\.0\.observed_count: /,
    );
  });

  it('is refused where a histogram or a finding is malformed', () => {
    const histogram = { ...histogramOf(1), sum_ns: Number.NaN };
    const histograms = { ...buildRecord().histograms, import: histogram };
    expect(() => validateRecord(buildRecord({ histograms }))).toThrow(
      /histograms\.import\.sum_ns: /,
    );
    const findings = [{ check: '', verdict: 'PASS', reasons: [] }] as const;
    expect(() => validateRecord(buildRecord({ findings }))).toThrow(/findings\.0\.check: /);
  });
});

describe('latency columns', () => {
  it('carry a summary under the name of its phase', () => {
    expect(latencyColumns('import', summarise(histogramOf(100, 300)))).toEqual({
      import_count_ns: 2,
      import_mean_ns: 200,
      import_min_ns: 100,
      import_p50_ns: 100,
      import_p90_ns: 300,
      import_p99_ns: 300,
      import_p99_9_ns: 300,
      import_max_ns: 300,
    });
  });

  it('are all empty where a phase was not measured, and count 0 where it never happened', () => {
    for (const phase of LATENCY_PHASES) {
      expect(new Set(Object.values(latencyColumns(phase, null)))).toEqual(new Set([null]));
    }
    expect(latencyColumns('read', summarise(null))).toMatchObject({
      read_count_ns: 0,
      read_p99_ns: null,
    });
  });
});
