// A study of partial exchange for tests and for looking at: strategies x topologies x faults x sizes, with
// plausible passes, bytes and times. The same options give the same study.

import { summarise } from '../../src/metrics/histogram.js';
import { createRandom, deriveSeed } from '../../src/model/random.js';
import { faultRate } from '../../src/model/fault-rate.js';
import { analyseStudy } from '../../src/results/analysis/analyse.js';
import type { AnalysedStudy } from '../../src/results/analysis/analysis.js';
import { latencyColumns } from '../../src/results/latency-columns.js';
import type { RepetitionRecord } from '../../src/results/record.js';
import { histogramOf, NO_HISTOGRAMS } from './build-record.js';
import { buildStudyManifest, buildStudyRecord } from './build-study.js';

export interface ExchangeShape {
  readonly strategies: readonly string[];
  readonly workloads: readonly string[];
  readonly topologies: readonly string[];
  readonly exchanges: readonly string[];
  readonly faults: readonly string[];
  readonly agents: readonly number[];
  readonly repetitions: number;
}

const SHAPE: ExchangeShape = {
  strategies: ['lww', 'crdt'],
  workloads: ['mixed'],
  topologies: ['mesh', 'ring', 'gossip'],
  exchanges: ['batch'],
  faults: ['none', 'drop=5%', 'drop=10%', 'drop=20%'],
  agents: [4, 16, 64],
  repetitions: 3,
};

type Change = (record: RepetitionRecord) => Partial<RepetitionRecord>;

export function buildExchangeStudy(
  shape: Partial<ExchangeShape> = {},
  change: Change = () => ({}),
): AnalysedStudy {
  const complete = { ...SHAPE, ...shape };
  const { topologies, exchanges, faults } = complete;
  const manifest = buildStudyManifest(complete);
  const study = { ...manifest.study, topologies, exchanges, faults };
  const records = recordsOf(complete).map((record) => ({ ...record, ...change(record) }));
  return analyseStudy({ ...manifest, study }, records);
}

function recordsOf(shape: ExchangeShape): readonly RepetitionRecord[] {
  const { workloads, agents, topologies, exchanges, faults, strategies, repetitions } = shape;
  return workloads.flatMap((workload) =>
    agents.flatMap((size) =>
      topologies.flatMap((topology) =>
        exchanges.flatMap((exchange) =>
          faults.flatMap((mix) =>
            strategies.flatMap((strategy) =>
              Array.from({ length: repetitions }, (_, repetition) =>
                exchanged(buildStudyRecord(workload, strategy, size, repetition), {
                  ...{ topology, exchange, faults: mix },
                }),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

interface Spread {
  readonly bound: number;
  readonly passes: number;
  readonly messages: number;
}

function spreadOf(topology: string, agents: number): Spread {
  const doublings = Math.ceil(Math.log2(agents));
  if (topology === 'mesh') return { bound: 1, passes: 1, messages: agents * (agents - 1) };
  if (topology === 'ring') {
    const bound = Math.ceil(agents / 2);
    return { bound, passes: bound, messages: 2 * agents * bound };
  }
  const passes = doublings + 2;
  return { bound: 4 * doublings + 8, passes, messages: 2 * agents * passes };
}

/** Beside crdt. */
const COSTS: Readonly<Record<string, number>> = { yjs: 0.5 };
const SIZES: Readonly<Record<string, number>> = { lww: 0.3, yjs: 0.7 };

type Factors = Pick<RepetitionRecord, 'topology' | 'exchange' | 'faults'>;

function exchanged(record: RepetitionRecord, factors: Factors): RepetitionRecord {
  const { topology, exchange, faults } = factors;
  const { agents, seed, strategy, workload } = record;
  const noise = 0.95 + 0.1 * createRandom(deriveSeed(seed, topology, exchange, faults)).fraction();
  const rate = faultRate(faults) ?? 0;
  const { bound, passes, messages } = spreadOf(topology, agents);
  const isMesh = topology === 'mesh' && faults === 'none' && exchange !== 'racing';
  const storm = faults === 'none' ? 1 : 3;
  const wanted = Math.round(passes * (1 + 3 * rate) * noise) - 1;
  const heal_rounds = isMesh ? 0 : Math.min(Math.max(wanted, 1), bound);
  const cost = (COSTS[strategy] ?? 1) * (isMesh ? 1 : 0.08 * Math.sqrt(passes) * (1 + 2 * rate));
  const exchange_ns = Math.round((record.exchange_ns ?? 0) * cost * noise);
  const bytes = Math.round(
    messages * (topology === 'mesh' ? 600 : 900) * noise * (SIZES[strategy] ?? 1),
  );
  const size = [`a${agents}`, 'tauto', ...(faults === 'none' ? [] : [faults])];
  const fired = Math.round(messages * rate);
  return {
    ...record,
    ...factors,
    cell_id: [workload, strategy, topology, exchange, ...size].join('/'),
    ...{ exchange_ns, converge_ns: (record.write_phase_ns ?? 0) + Math.round(1.25 * exchange_ns) },
    ...{ exchange_rounds: heal_rounds + storm, heal_rounds, rounds_bound: isMesh ? null : bound },
    messages: Math.round(messages * (1 + rate)),
    bytes_exchanged: bytes,
    bytes_per_write: bytes / (3 * agents),
    redundancy: topology === 'mesh' ? 1 : 1.4 * noise,
    heal_ns: isMesh ? null : Math.round(exchange_ns * (0.5 + 3 * rate) * noise),
    heal: isMesh ? null : { type: 'until_quiescent', passes: heal_rounds, bound, reason: topology },
    ...(faults === 'none' ? {} : faultsOf(faults, fired)),
    ...(exchange === 'racing' ? visibilityOf(seed, agents) : {}),
  };
}

function faultsOf(faults: string, fired: number): Partial<RepetitionRecord> {
  const counts = { planned_count: fired, fired_count: fired, observed_count: fired };
  return {
    ...{ faults_planned: fired, faults_fired: fired, faults_observed: fired },
    fault_accounts: [{ fault: faults, ...counts, note: null }],
  };
}

function visibilityOf(seed: number, agents: number): Partial<RepetitionRecord> {
  const random = createRandom(deriveSeed(seed, 'visibility'));
  const draw = (typical_ns: number) =>
    histogramOf(
      ...Array.from({ length: 200 }, () => Math.round(typical_ns / (1.02 - random.fraction()))),
    );
  const visibility = draw(40_000 * Math.log2(agents));
  const visibility_all = draw(150_000 * Math.log2(agents));
  return {
    ...latencyColumns('visibility', summarise(visibility)),
    ...latencyColumns('visibility_all', summarise(visibility_all)),
    histograms: { ...NO_HISTOGRAMS, visibility, visibility_all },
  };
}
