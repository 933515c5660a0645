// How much is won over the method one writes first, on the same writes: from the first write to the last
// replica verified, our side judged in full, the other side merely merged and read.

import { crdt } from '../dist/strategies/crdt.js';
import type { Benchmark, Figure } from './benchmark.js';
import { median } from './benchmark.js';
import { mergeNaively } from './naive.js';
import { layMixed, Subject } from './subject.js';

const AGENTS = 64;
const WRITES = 100;
const NAIVE_SAMPLE = 3;
const WARM_UPS = 3;
const REPETITIONS = 7;

export const againstNaive: Benchmark = {
  name: 'against-naive',
  measure: async () => [await compare(1, { at_least: 200 }), await compare(8, null)],
};

async function compare(fields_per_kind: number, target: Figure['target']): Promise<Figure> {
  const script = await layMixed({ agents: AGENTS, writes_per_agent: WRITES, fields_per_kind });
  const subject = new Subject(crdt, script, 'auto');
  const walls_ns: number[] = [];
  for (let number = -WARM_UPS; number < REPETITIONS; number += 1) {
    const { wall_ns } = await subject.repeat();
    if (number >= 0) walls_ns.push(wall_ns);
  }
  await subject.dispose();
  mergeNaively(script, 1);
  const naive_ns = median(mergeNaively(script, NAIVE_SAMPLE)) * AGENTS;
  const ours_ns = median(walls_ns);
  return {
    name: `crdt over naive, ${AGENTS} agents x ${WRITES} writes, ${fields_per_kind} field(s) of each kind`,
    value: naive_ns / ours_ns,
    unit: 'times faster',
    target,
    how:
      `naive ${(naive_ns / 1e9).toFixed(1)} s (${NAIVE_SAMPLE} of ${AGENTS} replicas measured), ` +
      `ours ${(ours_ns / 1e9).toFixed(3)} s judged (median of ${REPETITIONS}, ${subject.threads} threads)`,
  };
}
