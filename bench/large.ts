// The sizes that must simply work: a thousand replicas of a CRDT, ten thousand of last-write-wins.

import { crdt } from '../dist/strategies/crdt.js';
import { lww } from '../dist/strategies/lww.js';
import type { Strategy } from '../dist/strategies/strategy.js';
import type { Benchmark, Figure } from './benchmark.js';
import { layMixed, Subject } from './subject.js';

const GIB = 1024 ** 3;
const MEMORY_LIMIT_GIB = 24;

export const large: Benchmark = {
  name: 'large',
  measure: async () => [
    ...(await measure(crdt, 1_024, 30, { at_most: 1_200 })),
    ...(await measure(lww, 10_000, 10, { at_most: 60 })),
  ],
};

async function measure(
  strategy: Strategy,
  agents: number,
  writes_per_agent: number,
  target: Figure['target'],
): Promise<readonly Figure[]> {
  const script = await layMixed({ agents, writes_per_agent, fields_per_kind: 8 });
  const subject = new Subject(strategy, script, 'auto');
  const { wall_ns, peak_rss_bytes, judgement } = await subject.repeat();
  await subject.dispose();
  const name = `${strategy.name}, ${agents} agents x ${writes_per_agent} writes`;
  const how = `${subject.threads} threads; every replica read, ${judgement.contributions_issued ?? 0} contributions, verdict ${judgement.verdict}`;
  return [
    { name: `${name}, wall time`, value: wall_ns / 1e9, unit: 's', target, how },
    {
      name: `${name}, peak memory`,
      value: (peak_rss_bytes ?? Number.NaN) / GIB,
      unit: 'GiB resident',
      target: { at_most: MEMORY_LIMIT_GIB },
      how,
    },
  ];
}
