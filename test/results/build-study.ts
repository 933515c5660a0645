// A whole study for tests: strategies x workloads x sizes x repetitions with plausible costs, real small
// histograms and a baseline that fails as expected. The same options give the same study.

import { LatencyHistogram, summarise } from '../../src/metrics/histogram.js';
import type { PortableHistogram } from '../../src/model/latency.js';
import { createRandom, deriveSeed } from '../../src/model/random.js';
import { latencyColumns } from '../../src/results/latency-columns.js';
import { buildManifest, type Manifest } from '../../src/results/manifest.js';
import type { RepetitionRecord } from '../../src/results/record.js';
import { buildParts } from './build-manifest.js';
import { buildRecord, NO_HISTOGRAMS } from './build-record.js';

export interface StudyShape {
  readonly strategies: readonly string[];
  readonly workloads: readonly string[];
  readonly agents: readonly number[];
  readonly repetitions: number;
}

const SHAPE: StudyShape = {
  strategies: ['lww', 'transactional', 'crdt'],
  workloads: ['clean_merge', 'semantic_conflict'],
  agents: [2, 4, 8, 16],
  repetitions: 3,
};

/** Time to converge is base_ns x agents^exponent; an unknown strategy costs what crdt does. */
const COSTS: Readonly<Record<string, { readonly base_ns: number; readonly exponent: number }>> = {
  lww: { base_ns: 200_000, exponent: 1 },
  transactional: { base_ns: 500_000, exponent: 1.9 },
  crdt: { base_ns: 400_000, exponent: 1.4 },
};
const DEFAULT_COST = { base_ns: 400_000, exponent: 1.4 };

/** Records by cell in the order of the grid, then by repetition; none of them is remarkable. */
export function buildStudyRecords(shape: Partial<StudyShape> = {}): readonly RepetitionRecord[] {
  const { workloads, agents, strategies, repetitions } = { ...SHAPE, ...shape };
  return workloads.flatMap((workload) =>
    agents.flatMap((size) =>
      strategies.flatMap((strategy) =>
        Array.from({ length: repetitions }, (_, repetition) =>
          buildStudyRecord(workload, strategy, size, repetition),
        ),
      ),
    ),
  );
}

/** The manifest of such a study, complete in what reports read of it. */
export function buildStudyManifest(shape: Partial<StudyShape> = {}): Manifest {
  const { workloads, agents, strategies, repetitions } = { ...SHAPE, ...shape };
  return buildManifest(
    buildParts({
      tool: { version: '0.1.0', commit: 'c0ffee' },
      argv: ['study', '--agents', agents.join(','), '--runs', String(repetitions)],
      study: {
        study: 'quick',
        strategies: strategies.map((name) => ({ type: 'built_in', name })),
        workloads,
        topologies: ['mesh'],
        exchanges: ['batch'],
        faults: ['none'],
        agents,
        threads: [{ type: 'auto' }],
        writes_per_agent: 3,
        rounds: 1,
        runs: repetitions,
        warmup: 0,
        seed: 1,
        log_file: null,
        isolate: 'process',
        thresholds: [],
      },
      environment: {
        node_version: 'v20.20.2',
        os: 'Linux 6.1',
        arch: 'x64',
        cpu_model: 'Example CPU_1 @ 3 GHz & more',
        cores: 2,
        memory_bytes: 8 * 1024 ** 3,
        memory_available_bytes: 6 * 1024 ** 3,
        cgroup_memory_limit_bytes: null,
        cgroup_cpu_quota_cores: null,
        packages: { 'loro-crdt': '1.17.1', piscina: '5.3.2', 'hdr-histogram-js': '3.0.1' },
      },
      harness_cost: { clock_ns: 38.5, record_ns: 12.25, recording_ns_per_write: 20 },
      started_at: new Date('2025-01-02T03:04:00.000Z'),
      ended_at: new Date('2025-01-02T03:14:00.000Z'),
      strategies: strategies.map((name) => ({
        name,
        version: '1.17.1',
        expectation: name === 'lww' ? 'fail' : 'pass',
      })),
    }),
  );
}

/** One repetition of one cell of such a study. */
export function buildStudyRecord(
  workload: string,
  strategy: string,
  agents: number,
  repetition: number,
): RepetitionRecord {
  const seed = deriveSeed(1, workload, strategy, agents, repetition);
  const noise = 0.95 + 0.1 * createRandom(seed).fraction();
  const { base_ns, exponent } = COSTS[strategy] ?? DEFAULT_COST;
  const converge_ns = Math.round(base_ns * agents ** exponent * noise);
  const write_phase_ns = Math.round(30_000 * agents * noise);
  const exchange_ns = Math.round((converge_ns - write_phase_ns) * 0.8);
  const histograms = {
    apply: histogram(3 * agents, 2_000, repetition),
    export: histogram(agents, 20_000, repetition),
    import: histogram(agents, exchange_ns / agents, repetition),
    read: histogram(agents, 15_000, repetition),
  };
  return buildRecord({
    cell_id: `${workload}/${strategy}/mesh/batch/a${agents}/tauto`,
    ...{ repetition, seed, strategy, workload, agents },
    ...{ converge_ns, write_phase_ns, exchange_ns },
    ...phaseColumns(histograms),
    histograms: { ...NO_HISTOGRAMS, ...histograms },
    bytes_exchanged: 512 * agents * (agents - 1),
    bytes_per_write: 170 * (agents - 1),
    messages: agents * (agents - 1),
    writes_issued: 3 * agents,
    contributions_issued: 4 * agents,
    peak_heap_bytes: 6_000_000 + 100_000 * agents,
    peak_rss_bytes: 60_000_000 + 500_000 * agents,
    started_at: new Date(Date.UTC(2025, 0, 2, 3, 5, repetition, agents)).toISOString(),
    reproduce: `mergestorm run --strategy ${strategy} --workload ${workload} --agents ${agents} --seed=${seed}`,
    ...judgementOf(workload, strategy, agents),
  });
}

function judgementOf(
  workload: string,
  strategy: string,
  agents: number,
): Partial<RepetitionRecord> {
  const conflict = workload === 'semantic_conflict';
  const issued = 4 * agents;
  if (strategy === 'lww') {
    const lost = conflict ? 0 : 3 * (agents - 1);
    return {
      ...{
        expectation: 'fail',
        verdict: 'FAIL',
        outcome: 'corrupted',
        attribution_complete: false,
      },
      ...{ writes_lost: lost, contributions_survived: issued - lost },
      writes_arbitrated: conflict ? agents - 1 : 0,
      fates: { survived: issued - lost, lost },
      findings: [
        { check: 'convergence', verdict: 'PASS', reasons: [] },
        { check: 'survival', verdict: 'FAIL', reasons: [`"tags" lost ${lost} of ${issued}`] },
      ],
    };
  }
  const resolved = strategy === 'transactional';
  return {
    ...{ contributions_survived: issued, fates: { survived: issued, lost: 0 } },
    outcome: conflict ? (resolved ? 'resolved' : 'escalated') : 'auto_merged',
    escalations: conflict ? 1 : 0,
    model_calls: conflict && resolved ? 1 : 0,
    model_calls_total: conflict && resolved ? agents : 0,
  };
}

function phaseColumns(
  histograms: Readonly<Record<'apply' | 'export' | 'import' | 'read', PortableHistogram>>,
): Partial<RepetitionRecord> {
  return {
    ...latencyColumns('apply', summarise(histograms.apply)),
    ...latencyColumns('export', summarise(histograms.export)),
    ...latencyColumns('import', summarise(histograms.import)),
    ...latencyColumns('read', summarise(histograms.read)),
  };
}

const made = new Map<string, PortableHistogram>();

/** `count` latencies around a typical one with a tail; made once, because encoding takes a millisecond. */
function histogram(count: number, typical_ns: number, salt: number): PortableHistogram {
  const rounded_ns = Number(typical_ns.toPrecision(2));
  const key = `${count} ${rounded_ns} ${salt}`;
  const known = made.get(key);
  if (known) return known;
  const random = createRandom(deriveSeed(salt, key));
  const latencies = new LatencyHistogram();
  for (let index = 0; index < count; index += 1) {
    const tail = random.fraction() < 0.05 ? 5 : 1;
    latencies.record(Math.round(rounded_ns * tail * (0.7 + 0.6 * random.fraction())));
  }
  const portable = latencies.portable();
  made.set(key, portable);
  return portable;
}
