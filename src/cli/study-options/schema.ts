// Every option of a study, as it may stand in a study file: names, values, and what an editor shows beside
// them. All are optional here. Flags are read into the same shape, so both are held to the same rules.

import { z } from 'zod';
import { BOUNDS, STUDY_NAME } from '../../coordinator/configuration/bounds.js';
import { TOPOLOGY_NAMES } from '../../coordinator/topologies/registry.js';
import { ARRIVALS } from '../../coordinator/exchange/terms.js';
import { parseMix } from '../../coordinator/faults/mix.js';
import { parseThreshold } from '../../results/threshold.js';
import { STRATEGY_NAMES } from '../../strategies/registry.js';
import { EXCHANGES } from '../../workers/protocol.js';
import { GIT_CAUSALITIES } from '../../workloads/git/options.js';
import { WORKLOAD_NAMES } from '../../workloads/registry.js';
import { nameRemedy } from '../../model/nearest.js';
import { mixedOptions } from './mixed-schema.js';
import { sessionOptions } from './session-schema.js';
import { decimal, listOf, mapping, nameFrom, text, whole } from './values.js';

const MODULE_PATH = /[\\/]|\.[cm]?js$/;
const FAULTS_HINT = "write them as in 'drop=10%,partition=halves@2-5', or none";
const THREAD_WORDS = ['auto', 'agents', 'inline'] as const;

const studyName = z
  .string({ error: 'give a name, in quotes where it looks like a number' })
  .regex(STUDY_NAME, { error: 'give a name of letters, digits, dots, dashes and underscores' });

const noStrategy = {
  error: ({ input }: { input?: unknown }) =>
    `${nameRemedy(input, STRATEGY_NAMES)}, or give the path of a module`,
};
const strategy = z.union(
  [z.enum(STRATEGY_NAMES, noStrategy), z.string(noStrategy).regex(MODULE_PATH, noStrategy)],
  noStrategy,
);

const threads = z.union([whole(BOUNDS.threads), z.enum(THREAD_WORDS)], {
  error: 'give auto, a number (0: simulation), agents or inline',
});

const threshold = text("write it as 'metric:stat<value', e.g. 'import:p99<5ms'").superRefine(
  (typed, context) => {
    const parsed = parseThreshold(typed);
    if ('problem' in parsed) context.addIssue({ code: 'custom', message: parsed.problem });
  },
);

const faultMix = text(FAULTS_HINT).transform((typed, context) => {
  const parsed = parseMix(typed);
  if (parsed.type === 'mix') return parsed.mix.text;
  context.addIssue({ code: 'custom', message: `${parsed.reason}, ${parsed.remedy}` });
  return z.NEVER;
});

/** Mixes are told apart by `;`, for a mix has commas. */
const faultMixes = listOf(faultMix);

const expectation = z.enum(['pass', 'fail'], { error: 'give pass or fail' });

const identity = {
  study: studyName.describe('Name of the study, and of the folder that its results go to.'),
};

const factors = {
  strategies: listOf(strategy).describe(
    `Merge strategies to compare: ${STRATEGY_NAMES.join(', ')}, or the path of a module, relative to this file.`,
  ),
  workloads: listOf(nameFrom(WORKLOAD_NAMES)).describe('What the agents write.'),
  topologies: listOf(nameFrom(TOPOLOGY_NAMES)).describe('Who receives whose blob.'),
  exchanges: listOf(nameFrom(EXCHANGES)).describe(
    'batch imports all that arrived at once, pairwise one blob at a time.',
  ),
  agents: listOf(whole(BOUNDS.agents)).describe('Numbers of agents, as in [2, 16, 64].'),
  threads: listOf(threads).describe(
    'Worker threads: auto (one per core), a number, agents (one for each), inline (none).',
  ),
};

const conditions = {
  faults: faultMixes.describe(
    "What goes wrong on the way, as in 'drop=10%,partition=halves@2-5'; each mix beside the same without faults.",
  ),
  blob_scope: nameFrom(['full', 'delta']).describe(
    'delta sends what the receiver lacks, full all that the sender holds.',
  ),
  fan_out: whole(BOUNDS.fan_out).describe('Peers per agent and pass, for topologies that choose.'),
  envelope: nameFrom(['on', 'off']).describe(
    'on: checksummed envelopes around blobs; off: engines are handed raw bytes.',
  ),
  max_heal_rounds: z
    .union([whole(BOUNDS.max_heal_rounds), z.literal('auto')], { error: 'give a number or auto' })
    .describe(
      'Exchanges without faults after the last write at most; auto: what the topology needs.',
    ),
  staleness: whole(BOUNDS.staleness_rounds).describe(
    'Exchanges by which what an agent has read is old when it writes.',
  ),
  rate: decimal(BOUNDS.rate_per_second).describe(
    'Writes per second of each agent, whatever the store can bear; without it each follows the one before.',
  ),
  arrivals: nameFrom(ARRIVALS).describe('How writes at a rate are spread in time.'),
};

const git = {
  repo: text('give the path of a git repository').describe(
    'Repository for the workload git, relative to this file.',
  ),
  git_days: whole(BOUNDS.git_days).describe('Days per round of the workload git.'),
  git_causality: nameFrom(GIT_CAUSALITIES).describe(
    'windows: all authors of a window write at once; ancestry: a commit follows its ancestors.',
  ),
  git_commit: z
    .string()
    .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, { error: 'give the full id of a commit' })
    .describe('Commit whose history is read; the one checked out where it is left out.'),
  git_hot: whole(BOUNDS.git_hot).describe(
    'Most touched files that are scalars of the workload git.',
  ),
};

const size = {
  writes_per_agent: whole(BOUNDS.writes_per_agent).describe('Writes of each agent in each round.'),
  rounds: whole(BOUNDS.rounds).describe('Rounds of writing and exchange.'),
  mixed: mixedOptions.describe('Knobs of the workload mixed.'),
  sessions: sessionOptions,
  log: text('give the path of a write log').describe(
    'Write log for the workload log (JSON Lines, plain or gzip), relative to this file.',
  ),
  model_latency_ms: decimal(BOUNDS.model_latency_ms).describe(
    'Milliseconds that a stand-in for a model takes per call; a real model adds its own.',
  ),
  model: text('give the path of a module').describe(
    'Module that exports a model of your own, relative to this file.',
  ),
};

const execution = {
  runs: whole(BOUNDS.runs).describe('Recorded repetitions per cell.'),
  warmup: whole(BOUNDS.warmup).describe(
    'Repetitions before each recorded one that are not recorded.',
  ),
  seed: whole(BOUNDS.seed).describe('Seed of all randomness, the order of execution included.'),
  isolate: nameFrom(['process', 'none']).describe(
    'process: every repetition in a child process; none: all in one, which is faster.',
  ),
  timeout_s: whole(BOUNDS.timeout_s).describe('Seconds that one step of a repetition may take.'),
  deadline_s: whole(BOUNDS.deadline_s).describe(
    'Seconds that a repetition and its warm-up may take before its process is killed.',
  ),
  thread_heap_mb: z
    .union([whole(BOUNDS.thread_heap_mb), z.literal('auto')], { error: 'give a number or auto' })
    .describe('MiB of JavaScript heap per thread.'),
};

const results = {
  blobs: nameFrom(['keep', 'discard']).describe("keep stores every replica's full state."),
  expect: z
    .record(z.string().min(1), expectation, { error: 'give strategies, each with pass or fail' })
    .describe('Which strategies should pass, where it is not what they declare of themselves.'),
  thresholds: listOf(threshold).describe("Gates such as 'import:p99<5ms'; crossed, exit code 3."),
};

export const studyOptionsSchema = mapping(
  optional({ ...identity, ...factors, ...conditions, ...git, ...size, ...execution, ...results }),
  'agents: [2, 4]',
);

/** Options that were given; what was not is undefined. Lists are lists, however they were written. */
export type StudyOptions = z.infer<typeof studyOptionsSchema>;
export type OptionName = keyof StudyOptions;

function optional<S extends Readonly<Record<string, z.ZodType>>>(shape: S) {
  const entries = Object.entries(shape).map(([name, schema]) => [name, schema.exactOptional()]);
  return Object.fromEntries(entries) as { [K in keyof S]: z.ZodExactOptional<S[K]> };
}

/** A path where one of the built-in strategies could be named as well. */
export function isModulePath(strategy: string): boolean {
  return MODULE_PATH.test(strategy);
}
