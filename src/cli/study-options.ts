// The flags that describe a study: what is typed (sparse) becomes a study (complete, frozen), once, here.

import { availableParallelism } from 'node:os';
import type { Study, ThreadsOption } from '../coordinator/study.js';
import { DEFAULT_TIMEOUT_S, MAX_THREADS } from '../coordinator/study.js';
import { TOPOLOGY_NAMES } from '../coordinator/topologies/registry.js';
import type { FieldKind } from '../model/write.js';
import { FIELD_KINDS } from '../model/write.js';
import { DEFAULT_MODEL_LATENCY_MS } from '../strategies/model.js';
import { STRATEGY_NAMES } from '../strategies/registry.js';
import type { Exchange } from '../workers/protocol.js';
import { EXCHANGES } from '../workers/protocol.js';
import { DEFAULT_MIXED } from '../workloads/mixed.js';
import { WORKLOAD_NAMES } from '../workloads/registry.js';
import type { MixedOptions } from '../workloads/workload.js';
import { parseStrategy, pluginUrl, requireName } from './names.js';
import { badFlag, parseDecimal, parseList, parseWhole, parseWholes } from './numbers.js';

/** Every value is text: numbers are read by us, strictly. `[flag, what it does, default as shown]`. */
export const STUDY_FLAGS = {
  strategy: ['strategies to compare, or the path of your own', STRATEGY_NAMES.join(',')],
  workload: [`workloads to run: ${WORKLOAD_NAMES.join(', ')}`, 'clean_merge,semantic_conflict'],
  agents: ['numbers of agents, as in 2,16,64', '2'],
  threads: ['auto, a number, agents for one each, inline for none', 'auto'],
  writes: ['writes per agent and round', '10'],
  rounds: ['rounds of writing and exchange', '1'],
  topology: [`who receives whose blob: ${TOPOLOGY_NAMES.join(', ')}`, 'mesh'],
  exchange: ['batch imports all that arrived at once, pairwise one by one', 'batch'],
  runs: ['recorded repetitions per cell', '1'],
  warmup: ['repetitions before those that are not recorded', '0'],
  seed: ['seed of all randomness', '1'],
  log: ['write log (JSON Lines, plain or gzip) for --workload log', ''],
  'model-latency': ['milliseconds that a model call takes', String(DEFAULT_MODEL_LATENCY_MS)],
  model: ['path of a module that exports a model of your own', ''],
  kinds: ['mixed: weights of scalar,grow_set,append_text', '1,1,1'],
  fields: ['mixed: fields per kind', String(DEFAULT_MIXED.fields_per_kind)],
  skew: ['mixed: Zipf exponent of hot fields, 0 is uniform', String(DEFAULT_MIXED.field_skew)],
  overlap: [
    'mixed: share of set elements common to agents, 0 to 1',
    String(DEFAULT_MIXED.element_overlap),
  ],
  'value-chars': ['mixed: characters per value', String(DEFAULT_MIXED.value_chars)],
  timeout: ['seconds that one step of a repetition may take', String(DEFAULT_TIMEOUT_S)],
  'thread-heap': ['MiB of JavaScript heap per thread, or auto', 'auto'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type StudyFlag = keyof typeof STUDY_FLAGS;
/** What was typed; a flag that was not is undefined. */
export type TypedFlags = Readonly<Partial<Record<StudyFlag, string>>>;

const MAX_AGENTS = 1_000_000;
const MAX_WRITES = 1_000_000;
const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** @throws UserError (exit 64 or 66) for the first flag that cannot be used. */
export function studyFromFlags(
  name: string,
  typed: TypedFlags,
  memory_check: Study['memory_check'],
): Study {
  const text = (flag: StudyFlag): string => typed[flag] ?? STUDY_FLAGS[flag][1];
  const whole = (flag: StudyFlag, min: number, max: number) =>
    parseWhole(flag, text(flag), { min, max });
  const workloads = parseList('workload', text('workload')).map((name) =>
    requireName('workload', name, WORKLOAD_NAMES),
  );
  return Object.freeze<Study>({
    study: name,
    strategies: parseList('strategy', text('strategy')).map(parseStrategy),
    workloads,
    agents: parseWholes('agents', text('agents'), { min: 1, max: MAX_AGENTS }),
    threads: parseList('threads', text('threads')).map(parseThreads),
    writes_per_agent: whole('writes', 1, MAX_WRITES),
    rounds: whole('rounds', 1, MAX_WRITES),
    topologies: parseList('topology', text('topology')).map((name) =>
      requireName('topology', name, TOPOLOGY_NAMES),
    ),
    exchanges: parseList('exchange', text('exchange')).map(
      (name) => requireName('exchange', name, EXCHANGES) as Exchange,
    ),
    runs: whole('runs', 1, MAX_WRITES),
    warmup: whole('warmup', 0, MAX_WRITES),
    seed: whole('seed', INT32.min, INT32.max),
    model: parseModel(typed),
    mixed: parseMixed(text),
    log_file: parseLog(typed.log, workloads),
    timeout_ms: whole('timeout', 1, 2_000_000) * 1_000,
    heap_limit_mb: text('thread-heap') === 'auto' ? null : whole('thread-heap', 16, MAX_WRITES),
    memory_check,
  });
}

function parseThreads(text: string): ThreadsOption {
  if (text === 'auto') return { type: 'auto' };
  if (text === 'agents') return { type: 'per_agent' };
  if (text === 'inline') return { type: 'inline' };
  if (!/^[+-]?[\d.]/.test(text))
    throw badFlag('threads', text, 'give auto, a number, agents or inline');
  return { type: 'count', count: parseWhole('threads', text, { min: 1, max: MAX_THREADS }) };
}

function parseModel(typed: TypedFlags): Study['model'] {
  if (typed.model !== undefined && typed['model-latency'] !== undefined) {
    throw badFlag(
      'model-latency',
      typed['model-latency'],
      'leave it out: a --model takes its own time',
    );
  }
  if (typed.model !== undefined) return { type: 'plugin', url: pluginUrl(typed.model) };
  const text = typed['model-latency'] ?? STUDY_FLAGS['model-latency'][1];
  return {
    type: 'stub',
    latency_ms: parseDecimal('model-latency', text, { min: 0, max: 3_600_000 }),
  };
}

function parseMixed(text: (flag: StudyFlag) => string): MixedOptions {
  return {
    kind_weights: parseKinds(text('kinds')),
    fields_per_kind: parseWhole('fields', text('fields'), { min: 1, max: 1_000_000 }),
    field_skew: parseDecimal('skew', text('skew'), { min: 0, max: 10 }),
    element_overlap: parseDecimal('overlap', text('overlap'), { min: 0, max: 1 }),
    value_chars: parseWhole('value-chars', text('value-chars'), { min: 16, max: 1_000_000 }),
  };
}

function parseKinds(text: string): Readonly<Record<FieldKind, number>> {
  const weights = text
    .split(',')
    .map((entry) => parseDecimal('kinds', entry, { min: 0, max: 1_000_000 }));
  const [scalar, grow_set, append_text] = weights;
  if (
    scalar === undefined ||
    grow_set === undefined ||
    append_text === undefined ||
    weights.length > FIELD_KINDS.length ||
    Math.max(...weights) === 0
  ) {
    throw badFlag('kinds', text, 'give three weights, not all 0, for scalar,grow_set,append_text');
  }
  return { scalar, grow_set, append_text };
}

function parseLog(log: string | undefined, workloads: readonly string[]): string | null {
  if (workloads.includes('log') && log === undefined)
    throw badFlag('workload', 'log', 'name the write log with --log FILE');
  if (log !== undefined && !workloads.includes('log'))
    throw badFlag('log', log, 'add --workload log to use it');
  return log ?? null;
}

/** Advice about a study that works but may not mean what was hoped. */
export function warningsFor(study: Study, typed: TypedFlags): readonly string[] {
  const cores = availableParallelism();
  const { threads, agents, workloads } = study;
  const most = Math.max(...threads.map((option) => mostThreads(option, agents)));
  const onlyLog = workloads.every((workload) => workload === 'log');
  return [
    ...(most > cores
      ? [`${most} threads on ${cores} cores: threads take turns, so times include waiting`]
      : []),
    ...(onlyLog && typed.agents !== undefined
      ? ['--agents is not used: the write log names its agents']
      : []),
  ];
}

function mostThreads(option: ThreadsOption, agents: readonly number[]): number {
  switch (option.type) {
    case 'count':
      return option.count;
    case 'per_agent':
      return Math.max(...agents);
    case 'auto':
    case 'inline':
      return 0;
  }
}
