// What single operations of each strategy cost, by tinybench: one agent applies, exports, imports, reads.

import { Bench } from 'tinybench';
import { loadStrategy } from '../dist/strategies/load.js';
import { pickSmallest } from '../dist/strategies/model.js';
import { MERGING_STRATEGY_NAMES } from '../dist/strategies/registry.js';
import type { Replica, Strategy } from '../dist/strategies/strategy.js';
import type { Write } from '../dist/model/write.js';
import type { Benchmark, Figure } from './benchmark.js';
import { layMixed } from './subject.js';

const AGENTS = 16;
const WRITES = 30;

export const operations: Benchmark = {
  name: 'operations',
  measure: async () => {
    const script = await layMixed({ agents: AGENTS, writes_per_agent: WRITES, fields_per_kind: 8 });
    const strategies = await Promise.all(
      MERGING_STRATEGY_NAMES.map((name) => loadStrategy({ type: 'built_in', name })),
    );
    const bench = new Bench({ time: 300, warmupTime: 100 });
    for (const strategy of strategies) addOperations(bench, strategy, script.rounds[0] ?? []);
    await bench.run();
    return bench.tasks.map(figureOf);
  },
};

function figureOf({ name, result }: Bench['tasks'][number]): Figure {
  const median_ms = 'latency' in result ? result.latency.p50 : Number.NaN;
  const how = `median, ${AGENTS} agents x ${WRITES} writes`;
  return { name, value: median_ms * 1_000, unit: 'us', target: null, how };
}

function addOperations(
  bench: Bench,
  strategy: Strategy,
  writes: readonly (readonly Write[])[],
): void {
  const replicas = writes.map((own, index) => filled(strategy, own, index));
  const blobs = replicas.map((replica) => replica.export('full'));
  const [first = replicas[0]] = replicas;
  const others = blobs.slice(1);
  const full = filled(strategy, writes[0] ?? [], AGENTS);
  void full.import(others);
  const { name } = strategy;
  bench
    .add(`${name}: create, apply ${WRITES} writes, dispose`, () => {
      filled(strategy, writes[0] ?? [], AGENTS + 1).dispose();
    })
    .add(`${name}: export ${WRITES} writes`, () => first?.export('full'))
    .add(`${name}: the same, and import ${AGENTS - 1} blobs`, () => {
      const replica = filled(strategy, writes[0] ?? [], AGENTS + 2);
      void replica.import(others);
      replica.dispose();
    })
    .add(`${name}: read ${AGENTS * WRITES} writes`, () => full.read());
}

function filled(strategy: Strategy, writes: readonly Write[], index: number): Replica {
  const agent_id = writes[0]?.agent_id ?? `agent-${index}`;
  const replica = strategy.createReplica({
    agent_id,
    peer_id: BigInt(index + 1),
    model: pickSmallest,
  });
  for (const write of writes) replica.apply(write);
  return replica;
}
