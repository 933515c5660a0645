// `npm run bench`: ratios measured side by side in one process run, each held to its target. `--json` for
// machines, names of benchmarks to run only those. Exits 1 where a target is missed.

import { againstNaive } from './against-naive.js';
import type { Benchmark, Figure } from './benchmark.js';
import { meetsTarget } from './benchmark.js';
import { compare } from './compare.js';
import { gossip } from './gossip.js';
import { large } from './large.js';
import { operations } from './operations.js';
import { parallel } from './parallel.js';
import { racing } from './racing.js';
import { recording } from './recording.js';
import { sessions } from './sessions.js';
import { store } from './store.js';
import { study } from './study.js';

const BENCHMARKS: readonly Benchmark[] = [
  recording,
  againstNaive,
  parallel,
  operations,
  racing,
  gossip,
  large,
  compare,
  sessions,
  store,
  study,
];

const words = process.argv.slice(2);
const names = words.filter((word) => word !== '--json');
const unknown = names.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(
    `no benchmark ${unknown.join(', ')}: choose from ${BENCHMARKS.map(({ name }) => name).join(', ')}`,
  );
  process.exitCode = 64;
} else {
  await run(
    names.length === 0 ? BENCHMARKS : BENCHMARKS.filter(({ name }) => names.includes(name)),
  );
}

async function run(benchmarks: readonly Benchmark[]): Promise<void> {
  const asJson = words.includes('--json');
  const figures: Figure[] = [];
  for (const { measure } of benchmarks) {
    const measured = await measure();
    figures.push(...measured);
    if (!asJson) for (const figure of measured) console.log(describe(figure));
  }
  if (asJson)
    console.log(
      JSON.stringify(
        figures.map((figure) => ({ ...figure, met: meetsTarget(figure) })),
        null,
        2,
      ),
    );
  if (!figures.every(meetsTarget)) process.exitCode = 1;
}

function describe(figure: Figure): string {
  const { name, value, unit, target, how } = figure;
  const bound =
    target === null
      ? ''
      : 'at_least' in target
        ? `at least ${target.at_least}`
        : `at most ${target.at_most}`;
  const held = target === null ? '' : ` (${bound}: ${meetsTarget(figure) ? 'met' : 'MISSED'})`;
  return `${name}: ${Number(value.toPrecision(4))} ${unit}${held}\n  ${how}`;
}
