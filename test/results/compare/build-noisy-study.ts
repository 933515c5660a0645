// Studies as a real machine would measure them: every time is its true cost x log-normal noise x the speed
// of the machine, which differs from study to study and wanders within one. What the machine does, the probe
// sees too. The same options give the same study.

import { createRandom, deriveSeed, type Random } from '../../../src/model/random.js';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { analysedByHand } from '../build-analysed-study.js';
import { NO_HISTOGRAMS } from '../build-record.js';
import { buildStudyManifest, buildStudyRecords } from '../build-study.js';

export interface NoisyShape {
  /** Of the machine's moods; the writes are the same whatever it is. */
  readonly seed: number;
  readonly repetitions: number;
  /** Standard deviation of the logarithm of a time. */
  readonly noise: number;
  /** How much slower the machine was for the whole study. */
  readonly slower: number;
  /** How much slower it became from the first repetition to the last. */
  readonly wanders: number;
}

const SHAPE: NoisyShape = { seed: 1, repetitions: 10, noise: 0.04, slower: 1, wanders: 1 };
const GRID = { workloads: ['clean_merge'], strategies: ['lww', 'crdt'], agents: [64] };
const PROBE_NS = 300_000;
const TRUE_COST = { lww: 1, crdt: 4 } as const;

export type Change = (record: RepetitionRecord) => Partial<RepetitionRecord>;

/** `change` is what is planted. */
export function buildNoisyStudy(
  shape: Partial<NoisyShape> = {},
  change: Change = () => ({}),
): AnalysedStudy {
  const { repetitions, ...noise } = { ...SHAPE, ...shape };
  const grid = { ...GRID, repetitions };
  const records = buildStudyRecords(grid).map((record) => {
    const noisy = { ...record, ...measured(record, { ...noise, repetitions }) };
    return { ...noisy, ...change(noisy) };
  });
  return analysedByHand(buildStudyManifest(grid), records);
}

/** Everything that is timed takes so many times as long. */
export function slowerBy(factor: number): Change {
  return ({ converge_ns, exchange_ns, write_phase_ns, cpu_ns }) => ({
    converge_ns: scaled(converge_ns, factor),
    exchange_ns: scaled(exchange_ns, factor),
    write_phase_ns: scaled(write_phase_ns, factor),
    cpu_ns: scaled(cpu_ns, factor),
  });
}

export function onlyIn(strategy: string, change: Change): Change {
  return (record) => (record.strategy === strategy ? change(record) : {});
}

function measured(record: RepetitionRecord, shape: NoisyShape): Partial<RepetitionRecord> {
  const { seed, noise, slower, wanders, repetitions } = shape;
  const { cell_id, repetition, agents } = record;
  const random = createRandom(deriveSeed(seed, 'noise', cell_id, repetition));
  const machine = slower * wanders ** (repetition / repetitions);
  const take = (ns: number, sigma: number): number => ns * machine * logNormal(random, sigma);
  const cost_ns = 500_000 * agents * (record.strategy === 'lww' ? TRUE_COST.lww : TRUE_COST.crdt);
  return {
    histograms: NO_HISTOGRAMS,
    converge_ns: take(cost_ns, noise),
    exchange_ns: take(0.7 * cost_ns, noise),
    write_phase_ns: take(0.2 * cost_ns, noise),
    cpu_ns: take(1.8 * cost_ns, noise),
    peak_heap_bytes: Math.round(100e6 * logNormal(random, noise)),
    probe_ns: take(PROBE_NS, 0.005),
  };
}

/** Box and Muller's transform, exponentiated. */
function logNormal(random: Random, sigma: number): number {
  const [radius, angle] = [1 - random.fraction(), random.fraction()];
  return Math.exp(sigma * Math.sqrt(-2 * Math.log(radius)) * Math.cos(2 * Math.PI * angle));
}

function scaled(ns: number | null, factor: number): number | null {
  return ns === null ? null : ns * factor;
}
