// Go's benchmark format, for benchstat: one line per repetition, so that benchstat has its own statistics
// of them. Percentiles are left out: it would take medians of them, and a percentile of several repetitions
// is that of their merged histogram. https://go.dev/design/14313-benchmark-format

import { printable } from '../../model/quote.js';
import type { AnalysedStudy, CellAnalysis } from '../analysis/analysis.js';
import { METRICS, type Metric } from '../analysis/metric.js';
import { valueIn } from '../analysis/metric-value.js';
import type { Manifest } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';
import { exportedCells, factorsOf, type Exporter } from './exporter.js';

export const benchstat: Exporter = {
  name: 'benchstat',
  summary: "Go's benchmark format, one line per repetition",
  toText: (study) =>
    [...configurationOf(study.manifest), ...unitLines(), ...resultLines(study)]
      .map((line) => `${line}\n`)
      .join(''),
};

const COLUMNS: readonly Metric[] = METRICS.filter(({ source }) => source.type !== 'percentile');

const GOARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** No version, commit or time: benchstat compares only what has the same configuration. */
function configurationOf({ environment }: Manifest): readonly string[] {
  const { os, arch, cpu_model } = environment as Readonly<Record<string, unknown>>;
  const goos = textOf(os).split(' ')[0]?.toLowerCase() ?? '';
  const lines = {
    goos,
    goarch: GOARCH[textOf(arch)] ?? textOf(arch),
    pkg: 'mergestorm',
    cpu: textOf(cpu_model),
  };
  return Object.entries(lines).map(([key, value]) => `${key}: ${value}`);
}

/** Printable, so that no line break in it can begin a line of its own. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? printable(value) : '';
}

/** Tells benchstat which way is better, in its unit metadata. */
function unitLines(): readonly string[] {
  return COLUMNS.filter(({ better }) => better !== 'neither').map(
    (metric) => `Unit ${unitOf(metric)} better=${metric.better}`,
  );
}

function resultLines(study: AnalysedStudy): readonly string[] {
  const cells = new Map(exportedCells(study).map((cell) => [cell.cell_id, cell]));
  return study.records.flatMap((record) => {
    const cell = cells.get(record.cell_id);
    const values = COLUMNS.flatMap((metric) => pairOf(record, metric));
    return cell === undefined || values.length === 0
      ? []
      : [[benchmarkName(cell, record), '1', ...values].join(' ')];
  });
}

function pairOf(record: RepetitionRecord, metric: Metric): readonly string[] {
  const value = valueIn(record, metric);
  return value === null ? [] : [`${value} ${unitOf(metric)}`];
}

/** `BenchmarkCleanMerge/strategy=crdt/…/threads=auto-2`, the number at the end being that of the threads. */
function benchmarkName(cell: CellAnalysis, { threads }: RepetitionRecord): string {
  const factors = factorsOf(cell).map(([name, value]) => `/${name}=${word(value)}`);
  return `Benchmark${camelCase(cell.factors.workload)}${factors.join('')}-${threads}`;
}

function camelCase(workload: string): string {
  const words = word(workload).split(/[_-]+/);
  return words.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
}

/** Spaces end a name, slashes part it. */
function word(text: string): string {
  return text.replace(/[^\w.:+@-]+/g, '_');
}

const SUFFIX = { ns: 'ns/op', bytes: 'B/op', count: 'count/op', ratio: 'ratio' } as const;

/** The measured unit stands last, after what is measured: benchstat scales the units that it knows. */
function unitOf({ name, unit }: Metric): string {
  if (name === 'converge_ns') return 'ns/op';
  if (unit === 'per_second') return name.replace('_per_second', '/s');
  const [, divisor] = /^bytes_per_(\w+)$/.exec(name) ?? [];
  if (divisor !== undefined) return `B/${divisor}`;
  const words = name.split('_').filter((part) => part !== unit);
  return [...words, SUFFIX[unit]].join('-');
}
