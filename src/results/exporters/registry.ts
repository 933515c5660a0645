// The formats of other tools. One file and one line add one.

import { bencher } from './bencher.js';
import { benchstat } from './benchstat.js';
import type { Exporter } from './exporter.js';
import { githubActionBenchmark } from './github-action-benchmark.js';

const EXPORTERS: readonly Exporter[] = [githubActionBenchmark, bencher, benchstat];

export const EXPORTER_NAMES = EXPORTERS.map(({ name }) => name);

export function findExporter(name: string): Exporter | undefined {
  return EXPORTERS.find((exporter) => exporter.name === name);
}
