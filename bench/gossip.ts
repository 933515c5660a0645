// What spreading by word of mouth costs against telling everyone: bytes on the links, and time until all hold
// all. Versions and requests that deltas are asked for with count as bytes. Time is all of it: writes, exchange and
// the first reading of every replica, because an engine may put off work from the one to the other.
//
// Bytes are held to a target on every workload that any number of agents can run, where they gossip in pairs that
// nobody tells anything twice. Time is held to one where agents write a few times between two exchanges; by how little
// it is met with writes of all kinds, one run may miss. With many writes gossip of the crdt takes longer than a mesh
// and is only printed: what fewer imports save is less than what exports and packing take. So is lww, which a mesh costs
// a third of a microsecond per blob, because it scans them where they lie in shared memory, and so are peers drawn at
// random.

import { PLAIN_TERMS } from '../dist/coordinator/exchange/terms.js';
import type { RepetitionPlan, RepetitionResult } from '../dist/coordinator/repetition-plan.js';
import { findTopology } from '../dist/coordinator/topologies/registry.js';
import type { Script } from '../dist/model/script.js';
import { crdt } from '../dist/strategies/crdt.js';
import { lww } from '../dist/strategies/lww.js';
import type { Strategy } from '../dist/strategies/strategy.js';
import { cleanMerge } from '../dist/workloads/clean-merge.js';
import { semanticConflict } from '../dist/workloads/semantic-conflict.js';
import type { Benchmark, Figure } from './benchmark.js';
import { median } from './benchmark.js';
import { layDefault, layMixed, Subject } from './subject.js';

const AGENTS = 1_024;
const HUGE_AGENTS = 10_000;
const FEW_WRITES = 5;
const MANY_WRITES = 30;
const GIB = 1024 ** 3;

interface Comparison {
  readonly strategy: Strategy;
  readonly writes: Writes;
  readonly topologies: readonly string[];
  /** What of gossip in pairs is held to a target. */
  readonly held: readonly ('bytes' | 'time')[];
  /** The median of so many, after one to warm up; a single cold one where it takes minutes. */
  readonly repeats: number;
}

interface Writes {
  readonly name: string;
  readonly script: Promise<Script>;
}

const PAIRS = 'gossip_pairs';
const RANDOM = 'gossip';

export const gossip: Benchmark = {
  name: 'gossip',
  measure: async () => {
    const figures: Figure[] = [];
    for (const comparison of comparisons()) figures.push(...(await compare(comparison)));
    return [...figures, ...(await measureHuge())];
  },
};

function comparisons(): readonly Comparison[] {
  const [few, many] = [mixedWrites(FEW_WRITES), mixedWrites(MANY_WRITES)];
  const scenarios = [cleanMerge, semanticConflict].map((workload): Writes => ({
    name: workload.name,
    script: layDefault(workload, AGENTS),
  }));
  const of_crdt = { strategy: crdt, repeats: 1 };
  const of_lww = { strategy: lww, repeats: 5, topologies: [PAIRS, RANDOM] };
  return [
    ...scenarios.map((writes): Comparison => {
      return { ...of_crdt, writes, topologies: [PAIRS, RANDOM], held: ['bytes', 'time'] };
    }),
    { ...of_crdt, writes: few, topologies: [PAIRS, RANDOM], held: ['bytes', 'time'] },
    { ...of_crdt, writes: many, topologies: [PAIRS], held: ['bytes'] },
    { ...of_lww, writes: few, held: ['bytes'] },
    { ...of_lww, writes: many, held: ['bytes'] },
  ];
}

function mixedWrites(writes_per_agent: number): Writes {
  const script = layMixed({ agents: AGENTS, writes_per_agent, fields_per_kind: 8 });
  return { name: `mixed, ${writes_per_agent} writes each`, script };
}

async function compare(comparison: Comparison): Promise<readonly Figure[]> {
  const { strategy, writes, topologies, held } = comparison;
  const mesh = await spread(comparison, 'mesh');
  const figures: Figure[] = [];
  for (const topology of topologies) {
    const gossiped = await spread(comparison, topology);
    const name = `${strategy.name}, ${AGENTS} agents, ${writes.name}, ${topology} with deltas`;
    const isHeld = (what: 'bytes' | 'time'): boolean => topology === PAIRS && held.includes(what);
    figures.push(
      {
        name: `${name}, bytes`,
        value: gossiped.bytes / mesh.bytes,
        unit: 'of those of a full mesh',
        target: isHeld('bytes') ? { at_most: 0.2 } : null,
        how: `${gossiped.described}; mesh: ${mesh.described}`,
      },
      {
        name: `${name}, time until all are read`,
        value: gossiped.converge_ns / mesh.converge_ns,
        unit: 'of that of a full mesh',
        target: isHeld('time') ? { at_most: 1 } : null,
        how: `${seconds(gossiped.converge_ns)} s; mesh: ${seconds(mesh.converge_ns)} s`,
      },
    );
  }
  return figures;
}

interface Spread {
  readonly bytes: number;
  readonly converge_ns: number;
  readonly described: string;
}

async function spread(
  { strategy, writes, repeats }: Comparison,
  topology: string,
): Promise<Spread> {
  const subject = new Subject(strategy, await writes.script, 'auto', over(topology));
  try {
    if (repeats > 1) await subject.repeat();
    const results: RepetitionResult[] = [];
    while (results.length < repeats) results.push(await subject.repeat());
    const [first] = results;
    if (!first) throw new Error('nothing was repeated');
    return {
      bytes: first.traffic.bytes,
      converge_ns: median(results.map(convergeNs)),
      described: describe(first),
    };
  } finally {
    await subject.dispose();
  }
}

/** No table of agents times agents anywhere outside the engine. */
async function measureHuge(): Promise<readonly Figure[]> {
  const script = await layMixed({
    agents: HUGE_AGENTS,
    writes_per_agent: FEW_WRITES,
    fields_per_kind: 8,
  });
  const subject = new Subject(lww, script, 'auto', over(RANDOM));
  const result = await subject.repeat().finally(() => subject.dispose());
  const name = 'lww, 10,000 agents, mixed, 5 writes each, gossip';
  return [
    {
      name: `${name}, wall time`,
      value: result.wall_ns / 1e9,
      unit: 's',
      target: { at_most: 300 },
      how: describe(result),
    },
    {
      name: `${name}, peak memory`,
      value: (result.peak_rss_bytes ?? Number.NaN) / GIB,
      unit: 'GiB resident',
      target: { at_most: 4 },
      how: 'of the whole process, replicas and judge included',
    },
  ];
}

function over(name: string): Partial<RepetitionPlan> {
  const topology = findTopology(name);
  if (!topology) throw new Error(`no topology ${name}`);
  return { topology, terms: { ...PLAIN_TERMS, fan_out: 1 } };
}

function convergeNs({ write_phase_ns, exchange_ns, read_phase_ns }: RepetitionResult): number {
  return write_phase_ns + exchange_ns + read_phase_ns;
}

function describe({ traffic, passes }: RepetitionResult): string {
  const megabytes = (traffic.bytes / 1e6).toFixed(1);
  return `${megabytes} MB in ${traffic.messages} blobs, ${passes} passes`;
}

function seconds(ns: number): string {
  return (ns / 1e9).toFixed(2);
}
