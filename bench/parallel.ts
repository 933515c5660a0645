// Two threads against one, and the harness against the bare engine loop; measured in turn, so that a busy
// moment of the machine hits both sides.

import { crdt } from '../dist/strategies/crdt.js';
import { runBareLoop } from './bare-loop.js';
import type { Benchmark } from './benchmark.js';
import { median } from './benchmark.js';
import { layMixed, Subject } from './subject.js';

const SIZE = { agents: 64, writes_per_agent: 100, fields_per_kind: 1 };
const WARM_UPS = 3;
const REPETITIONS = 9;

export const parallel: Benchmark = {
  name: 'parallel',
  measure: async () => {
    const { one_ns, two_ns, bare_ns } = await measureInTurn();
    const seconds = (ns: number): string => `${(ns / 1e9).toFixed(3)} s`;
    const overhead = one_ns / bare_ns - 1;
    return [
      {
        name: 'parallel efficiency of two threads',
        value: one_ns / (2 * two_ns),
        unit: 'of 1',
        target: { at_least: 0.85 },
        how: `one thread ${seconds(one_ns)}, two ${seconds(two_ns)} (medians of ${REPETITIONS}, in turn)`,
      },
      {
        name: 'harness over the bare engine loop',
        value: overhead * 100,
        unit: '% more wall time',
        target: { at_most: 10 },
        how: `one thread ${seconds(one_ns)}, bare loop ${seconds(bare_ns)} (medians of ${REPETITIONS}, in turn)`,
      },
    ];
  },
};

async function measureInTurn(): Promise<Record<'one_ns' | 'two_ns' | 'bare_ns', number>> {
  const script = await layMixed(SIZE);
  const [one, two] = [new Subject(crdt, script, 1), new Subject(crdt, script, 2)];
  const [ones, twos, bares]: number[][] = [[], [], []];
  for (let number = -WARM_UPS; number < REPETITIONS; number += 1) {
    const walls_ns = [
      (await one.repeat()).wall_ns,
      (await two.repeat()).wall_ns,
      await runBareLoop(crdt, script, 1),
    ];
    if (number < 0) continue;
    [ones, twos, bares].forEach((list, index) => list?.push(walls_ns[index] ?? Number.NaN));
  }
  await Promise.all([one.dispose(), two.dispose()]);
  return { one_ns: median(ones ?? []), two_ns: median(twos ?? []), bare_ns: median(bares ?? []) };
}
