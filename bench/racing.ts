// Whether a race keeps its threads busy, and what the harness adds to the import of a blob.

import { overlapOfRounds } from '../dist/metrics/intervals.js';
import { findTopology } from '../dist/coordinator/topologies/registry.js';
import type { RepetitionResult } from '../dist/coordinator/repetition-plan.js';
import { crdt } from '../dist/strategies/crdt.js';
import { lww } from '../dist/strategies/lww.js';
import type { Strategy } from '../dist/strategies/strategy.js';
import type { Benchmark, Figure } from './benchmark.js';
import { median } from './benchmark.js';
import { layMixed, Subject } from './subject.js';

const AGENTS = 64;

interface Race {
  readonly strategy: Strategy;
  /** Per agent. */
  readonly writes: number;
  /** One race that the machine interrupts says nothing of the others. */
  readonly races: number;
  readonly target: Figure['target'];
}

/** The last is over in a fifteenth of a second: one pause of one thread is much of it, so it is only told. */
const RACES: readonly Race[] = [
  { strategy: crdt, writes: 30, races: 3, target: { at_least: 0.8 } },
  { strategy: lww, writes: 1_000, races: 15, target: { at_least: 0.8 } },
  { strategy: lww, writes: 100, races: 15, target: null },
];

export const racing: Benchmark = {
  name: 'racing',
  measure: async () => {
    const figures: Figure[] = [];
    for (const race of RACES) figures.push(await measureOverlap(race));
    return [...figures, await measureEnvelope()];
  },
};

async function measureOverlap({ strategy, writes, races, target }: Race): Promise<Figure> {
  const script = await layMixed({ agents: AGENTS, writes_per_agent: writes, fields_per_kind: 8 });
  const topology = findTopology('gossip');
  if (!topology) throw new Error('no topology gossip');
  const subject = new Subject(strategy, script, 2, { topology, exchange: 'racing' });
  await subject.repeat();
  const results: RepetitionResult[] = [];
  while (results.length < races) results.push(await subject.repeat());
  await subject.dispose();
  const messages = median(results.map(({ traffic }) => traffic.messages));
  return {
    name: `${strategy.name}, ${AGENTS} agents x ${writes} writes racing on 2 threads, overlap`,
    value: median(results.map(overlapOf)),
    unit: 'of the time in which any was writing',
    target,
    how: `median of ${races} races; ${messages} blobs sent from shard to shard meanwhile`,
  };
}

function overlapOf({ write_intervals }: RepetitionResult): number {
  return overlapOfRounds(write_intervals)?.overlap_ratio ?? Number.NaN;
}

/** Sealing, checksums and opening, per blob that was delivered, beside the engine's import of it. */
async function measureEnvelope(): Promise<Figure> {
  const script = await layMixed({ agents: AGENTS, writes_per_agent: 30, fields_per_kind: 8 });
  const subject = new Subject(crdt, script, 2);
  await subject.repeat();
  const result = await subject.repeat();
  await subject.dispose();
  const [envelope_ns, import_ns] = [sumOf(result, 'envelope'), sumOf(result, 'import')];
  return {
    name: `crdt, ${AGENTS} agents over a mesh, envelopes per delivered blob`,
    value: envelope_ns / import_ns,
    unit: 'of the bare import',
    target: { at_most: 0.1 },
    how: `${Math.round(envelope_ns / result.traffic.messages)} ns beside ${Math.round(import_ns / result.traffic.messages)} ns a blob`,
  };
}

function sumOf({ shards }: RepetitionResult, phase: 'envelope' | 'import'): number {
  return shards.reduce((sum, shard) => sum + shard[phase].sum_ns, 0);
}
