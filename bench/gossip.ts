// What spreading by word of mouth costs against telling everyone: bytes on the links, and time until all hold
// all. Versions that deltas are asked for with count as bytes. Time is all of it: writes, exchange and the first
// reading of every replica, because an engine may put off work from the one to the other.

import { findTopology } from '../dist/coordinator/topologies/registry.js';
import type { RepetitionPlan, RepetitionResult } from '../dist/coordinator/repetition-plan.js';
import { crdt } from '../dist/strategies/crdt.js';
import { lww } from '../dist/strategies/lww.js';
import type { Strategy } from '../dist/strategies/strategy.js';
import { PLAIN_TERMS } from '../dist/coordinator/exchange/terms.js';
import type { Benchmark, Figure } from './benchmark.js';
import { layMixed, Subject } from './subject.js';

const AGENTS = 1_024;
const WRITES = 5;
const GIB = 1024 ** 3;

export const gossip: Benchmark = {
  name: 'gossip',
  measure: async () => [
    ...(await compare(lww)),
    ...(await compare(crdt)),
    ...(await measureHuge()),
  ],
};

async function compare(strategy: Strategy): Promise<readonly Figure[]> {
  const mesh = await execute(strategy, AGENTS, 'mesh');
  const figures: Figure[] = [];
  for (const topology of ['gossip', 'gossip_pairs']) {
    const spread = await execute(strategy, AGENTS, topology);
    const name = `${strategy.name}, ${AGENTS} agents x ${WRITES} writes, ${topology} with deltas`;
    figures.push(
      {
        name: `${name}, bytes`,
        value: spread.traffic.bytes / mesh.traffic.bytes,
        unit: 'of those of a full mesh',
        target: { at_most: 0.2 },
        how: `${describe(spread)}; mesh: ${describe(mesh)}`,
      },
      {
        name: `${name}, time until all are read`,
        value: convergeNs(spread) / convergeNs(mesh),
        unit: 'of that of a full mesh',
        target: { at_most: 1 },
        how: `${seconds(convergeNs(spread))} s; mesh: ${seconds(convergeNs(mesh))} s`,
      },
    );
  }
  return figures;
}

/** No table of agents times agents anywhere outside the engine. */
async function measureHuge(): Promise<readonly Figure[]> {
  const result = await execute(lww, 10_000, 'gossip');
  const name = `lww, 10,000 agents x ${WRITES} writes over gossip`;
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

async function execute(
  strategy: Strategy,
  agents: number,
  topology: string,
): Promise<RepetitionResult> {
  const script = await layMixed({ agents, writes_per_agent: WRITES, fields_per_kind: 8 });
  const subject = new Subject(strategy, script, 'auto', over(topology));
  try {
    return await subject.repeat();
  } finally {
    await subject.dispose();
  }
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
  return (ns / 1e9).toFixed(1);
}
