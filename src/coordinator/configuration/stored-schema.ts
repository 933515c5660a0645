// The resolved form of a study as a manifest holds it. Strict: a study that is resumed must be the one that
// was begun, and a results folder may come from anywhere.

import { z } from 'zod';
import { FIELD_KINDS } from '../../model/write.js';
import { STRATEGY_NAMES } from '../../strategies/registry.js';
import { EXCHANGES } from '../../workers/protocol.js';
import { SESSION_STORES } from '../../sessions/race/race-terms.js';
import { GIT_CAUSALITIES } from '../../workloads/git/options.js';
import { WORKLOAD_NAMES } from '../../workloads/registry.js';
import { ARRIVALS } from '../exchange/terms.js';
import { isCanonicalMix } from '../faults/plan-of.js';
import type { StudyConfiguration } from '../study.js';
import { NO_FAULTS } from '../study.js';
import { TOPOLOGY_NAMES } from '../topologies/registry.js';
import type { Bounds } from './bounds.js';
import { BOUNDS, hasFewDecimals, MAX_LIST_LENGTH, STUDY_NAME } from './bounds.js';

const MAX_TEXT_CHARS = 4_096;

const whole = ({ min, max }: Bounds) => z.int().min(min).max(max);
const decimal = ({ min, max }: Bounds) => z.number().min(min).max(max).refine(hasFewDecimals);
const milliseconds = ({ min, max }: Bounds) =>
  z
    .int()
    .min(min)
    .max(max * 1_000);
const text = z.string().min(1).max(MAX_TEXT_CHARS);

/** Only what lies on this machine: `data:` and `https:` would be code out of the folder itself. */
const plugin = z.strictObject({ type: z.literal('plugin'), url: text.startsWith('file:///') });

const strategy = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('built_in'), name: z.enum(STRATEGY_NAMES) }),
  plugin,
]);

const model = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stub'), latency_ms: decimal(BOUNDS.model_latency_ms) }),
  plugin,
]);

const threads = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto') }),
  z.strictObject({ type: z.literal('count'), count: whole(BOUNDS.threads) }),
  z.strictObject({ type: z.literal('per_agent') }),
  z.strictObject({ type: z.literal('inline') }),
  z.strictObject({ type: z.literal('simulated') }),
]);

const mixed = z.strictObject({
  kind_weights: z.record(z.enum(FIELD_KINDS), decimal(BOUNDS.kind_weight)),
  fields_per_kind: whole(BOUNDS.fields_per_kind),
  field_skew: decimal(BOUNDS.field_skew),
  element_overlap: decimal(BOUNDS.element_overlap),
  value_chars: whole(BOUNDS.value_chars),
  conflict_share: decimal(BOUNDS.conflict_share).nullable(),
  hot_fields: whole(BOUNDS.hot_fields).nullable(),
  mergeable_ratio: decimal(BOUNDS.mergeable_ratio).nullable(),
});

const git = z.strictObject({
  repo: text,
  days: whole(BOUNDS.git_days),
  hot: whole(BOUNDS.git_hot),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
    .exactOptional(),
  causality: z.enum(GIT_CAUSALITIES).exactOptional(),
});

const load = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('closed') }),
  z.strictObject({
    type: z.literal('open'),
    writes_per_second: decimal(BOUNDS.rate_per_second),
    arrivals: z.enum(ARRIVALS),
  }),
]);

const terms = z.strictObject({
  blob_scope: z.enum(['full', 'delta']),
  fan_out: whole(BOUNDS.fan_out),
  envelope: z.enum(['on', 'off']),
  max_heal_passes: whole(BOUNDS.max_heal_rounds).nullable(),
  staleness_passes: whole(BOUNDS.staleness_rounds),
  load,
});

/** One or more, none of them twice. */
function factor<T extends z.ZodType>(item: T) {
  return maybeFactor(item).refine((items) => items.length > 0);
}

/** None of them twice. */
function maybeFactor<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .max(MAX_LIST_LENGTH)
    .refine((items) => new Set(items.map((entry) => JSON.stringify(entry))).size === items.length);
}

/** Canonical, and the mix that strikes nothing first: every faulted cell has its twin. */
const faults = factor(text.refine(isCanonicalMix)).refine(([first]) => first === NO_FAULTS);

const sessions = z.strictObject({
  stores: factor(z.enum(SESSION_STORES)),
  sessions: whole(BOUNDS.sessions),
  turns_per_agent: whole(BOUNDS.session_turns),
  ttl_ms: decimal(BOUNDS.session_ttl_ms),
});

const configuration = z.strictObject({
  study: z.string().regex(STUDY_NAME),
  strategies: maybeFactor(strategy),
  workloads: maybeFactor(z.enum(WORKLOAD_NAMES)),
  topologies: factor(z.enum(TOPOLOGY_NAMES)),
  exchanges: factor(z.enum(EXCHANGES)),
  agents: factor(whole(BOUNDS.agents)),
  threads: factor(threads),
  faults,
  sessions: sessions.exactOptional(),
  writes_per_agent: whole(BOUNDS.writes_per_agent),
  rounds: whole(BOUNDS.rounds),
  runs: whole(BOUNDS.runs),
  warmup: whole(BOUNDS.warmup),
  seed: whole(BOUNDS.seed),
  model,
  mixed,
  log_file: text.nullable(),
  git: git.nullable(),
  terms,
  timeout_ms: milliseconds(BOUNDS.timeout_s),
  heap_limit_mb: whole(BOUNDS.thread_heap_mb).nullable(),
  memory_check: z.enum(['refuse', 'skip']),
  isolate: z.enum(['process', 'none']),
  deadline_ms: milliseconds(BOUNDS.deadline_s),
  blobs: z.enum(['keep', 'discard']),
  expect: z.record(text, z.enum(['pass', 'fail'])),
  thresholds: z.array(text).max(MAX_LIST_LENGTH),
}) satisfies z.ZodType<StudyConfiguration>;

/** What merges has strategies and workloads; what races for sessions may have neither. */
export const storedConfiguration = configuration.superRefine((study, context) => {
  const isRace = study.sessions !== undefined;
  for (const factor of ['strategies', 'workloads'] as const) {
    const other = factor === 'strategies' ? study.workloads : study.strategies;
    if (study[factor].length > 0 || (isRace && other.length === 0)) continue;
    context.addIssue({ code: 'custom', path: [factor], message: 'it is empty' });
  }
});
