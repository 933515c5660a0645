// What the analysis reads in a manifest. A manifest comes from a folder that anyone could have written, and
// from versions that knew less: whatever is missing or misshapen is just not known, one thing at a time.

import { z } from 'zod';
import type { Manifest } from '../manifest.js';

/** The values of each factor, in the order in which they were asked for; empty where that is not known. */
export interface Grid {
  readonly workloads: readonly string[];
  readonly agents: readonly number[];
  readonly topologies: readonly string[];
  readonly exchanges: readonly string[];
  /** Mixes as they are spelled, `none` among them. */
  readonly faults: readonly string[];
  /** As typed: `auto`, `2`, `agents`, `inline`; `0` is a simulation. */
  readonly threads: readonly string[];
  /** As in cell ids: a built-in's name, a plug-in's URL. */
  readonly strategies: readonly string[];
}

/** Null: the manifest does not say. */
export interface StudyFacts {
  readonly grid: Grid;
  /** The stores that sessions are raced for on; empty where there are no such races. */
  readonly session_stores: readonly string[];
  readonly runs: number | null;
  readonly warmup: number | null;
  readonly log_file: string | null;
  readonly model_latency_ms: number | null;
  readonly expect: ReadonlyMap<string, 'pass' | 'fail'>;
  /** Cores that may be used: those of the machine, or the quota where that is less. */
  readonly cores: number | null;
  readonly clock_ns: number | null;
}

export function studyFacts({ study, environment, harness_cost }: Manifest): StudyFacts {
  const { runs, warmup, log_file, model, expect, sessions, ...grid } = studySchema.parse(study);
  return {
    grid,
    session_stores: sessions?.stores ?? [],
    runs,
    warmup,
    log_file,
    model_latency_ms: model?.latency_ms ?? null,
    expect: new Map(Object.entries(expect).filter(isExpectation)),
    cores: coresOf(environmentSchema.parse(environment)),
    clock_ns: harnessSchema.parse(harness_cost).clock_ns,
  };
}

const names = z.array(z.string()).catch([]);
const maybeCount = z.int().nonnegative().nullable().catch(null);
const maybeAmount = z.number().positive().nullable().catch(null);

const reference = z.union([
  z.object({ type: z.literal('built_in'), name: z.string() }).transform(({ name }) => name),
  z.object({ type: z.literal('plugin'), url: z.string() }).transform(({ url }) => url),
]);

const threads = z.union([
  z.object({ type: z.literal('auto') }).transform(() => 'auto'),
  z.object({ type: z.literal('count'), count: z.int() }).transform(({ count }) => String(count)),
  z.object({ type: z.literal('per_agent') }).transform(() => 'agents'),
  z.object({ type: z.literal('inline') }).transform(() => 'inline'),
  z.object({ type: z.literal('simulated') }).transform(() => '0'),
]);

const studySchema = z.object({
  strategies: z.array(reference).catch([]),
  workloads: names,
  topologies: names,
  exchanges: names,
  faults: names,
  agents: z.array(z.int()).catch([]),
  threads: z.array(threads).catch([]),
  runs: maybeCount,
  warmup: maybeCount,
  log_file: z.string().nullable().catch(null),
  model: z.object({ latency_ms: z.number().nonnegative() }).nullable().catch(null),
  sessions: z
    .object({ stores: z.array(z.string()) })
    .optional()
    .catch(undefined),
  expect: z.record(z.string(), z.unknown()).catch({}),
});

const environmentSchema = z.object({ cores: maybeAmount, cgroup_cpu_quota_cores: maybeAmount });
const harnessSchema = z.object({ clock_ns: maybeAmount });

function isExpectation(entry: [string, unknown]): entry is [string, 'pass' | 'fail'] {
  return entry[1] === 'pass' || entry[1] === 'fail';
}

function coresOf({ cores, cgroup_cpu_quota_cores }: z.infer<typeof environmentSchema>) {
  return cores === null ? null : Math.min(cores, cgroup_cpu_quota_cores ?? cores);
}
