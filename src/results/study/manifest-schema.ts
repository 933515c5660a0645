// What a manifest may say. Strict where readers rely on it; study, environment and harness cost may say more
// than this version knows, because they describe rather than decide.

import { z } from 'zod';
import type { HarnessCost } from '../../metrics/calibrate.js';
import type { Environment } from '../../metrics/environment.js';
import type {
  InputFile,
  StoredManifest,
  StoredReference,
  StoredStudy,
  StoredThreads,
  StrategyDeclaration,
  StudySession,
} from '../manifest.js';
import { SCHEMA_VERSION } from '../record.js';

const name = z.string().min(1);
const names = z.array(name).readonly();
const count = z.int().nonnegative();
const amount = z.number().nonnegative();
const time = z.iso.datetime();
const load = z.array(amount).readonly().nullable();

const reference: z.ZodType<StoredReference> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('built_in'), name }),
  z.strictObject({ type: z.literal('plugin'), url: name }),
]);

const threads: z.ZodType<StoredThreads> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['auto', 'per_agent', 'inline', 'simulated']) }),
  z.strictObject({ type: z.literal('count'), count: z.int().positive() }),
]);

const study: z.ZodType<StoredStudy> = z.looseObject({
  study: name,
  strategies: z.array(reference).readonly(),
  workloads: names,
  topologies: names,
  exchanges: names,
  agents: z.array(count).readonly(),
  threads: z.array(threads).readonly(),
  writes_per_agent: count,
  rounds: count,
  runs: count,
  warmup: count,
  seed: z.int(),
  log_file: z.string().nullable(),
  timeout_ms: amount,
  heap_limit_mb: amount.nullable(),
  memory_check: z.enum(['refuse', 'skip']),
  thresholds: z.array(z.string()).readonly().optional(),
});

const environment: z.ZodType<Environment> = z.looseObject({
  node_version: name,
  os: z.string(),
  arch: z.string(),
  cpu_model: z.string().nullable(),
  cores: z.int().positive(),
  memory_bytes: amount,
  memory_available_bytes: amount,
  cgroup_memory_limit_bytes: amount.nullable(),
  cgroup_cpu_quota_cores: amount.nullable(),
  packages: z.record(z.string(), z.string().nullable()),
});

const harnessCost: z.ZodType<HarnessCost> = z.looseObject({
  clock_ns: amount,
  record_ns: amount,
  recording_ns_per_write: amount,
});

const inputFile: z.ZodType<InputFile> = z.strictObject({
  path: name,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not 64 hexadecimal digits'),
});

const declaration: z.ZodType<StrategyDeclaration> = z.strictObject({
  name,
  version: name,
  expectation: z.enum(['pass', 'fail']),
});

const session: z.ZodType<StudySession> = z.strictObject({
  argv: z.array(z.string()).readonly(),
  started_at: time,
  ended_at: time.nullable(),
  load_before: load,
  load_after: load,
});

export const manifestSchema: z.ZodType<StoredManifest> = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  tool_version: name,
  tool_commit: z.string().nullable(),
  argv: z.array(z.string()).readonly(),
  study,
  seed: z.int(),
  environment,
  harness_cost: harnessCost,
  started_at: time,
  ended_at: time.nullable(),
  load_before: load,
  load_after: load,
  inputs: z.array(inputFile).readonly(),
  strategies: z.array(declaration).readonly(),
  resumptions: z.array(session).readonly(),
});
