// The flags that describe a study: how each is read, which option it is, and what its help says. Every value
// is text; numbers are read here, strictly, and checked with those of study files.

import { FIELD_KINDS } from '../../model/write.js';
import { TOPOLOGY_NAMES } from '../../coordinator/topologies/registry.js';
import { WORKLOAD_NAMES } from '../../workloads/registry.js';
import type { Reader } from './flag-readers.js';
import { listOf, mixesOf, readNumber, readText, readWeights } from './flag-readers.js';
import { readExpectations } from '../expectations.js';
import type { OptionName } from './schema.js';

export interface FlagShape {
  /** The option, and where in it the value goes. */
  readonly path: readonly [OptionName, ...string[]];
  readonly read: Reader;
  readonly describe: string;
}

const flag = (path: FlagShape['path'], read: Reader, describe: string): FlagShape => {
  return { path, read, describe };
};

/** Flags that decide what is executed and measured, of `run` and `study` alike. */
export const STUDY_FLAG_SHAPES = {
  strategy: flag(
    ['strategies'],
    listOf(readText),
    'strategies to compare, or the path of your own',
  ),
  workload: flag(['workloads'], listOf(readText), `workloads to run: ${WORKLOAD_NAMES.join(', ')}`),
  agents: flag(['agents'], listOf(readNumber), 'numbers of agents, as in 2,16,64'),
  threads: flag(
    ['threads'],
    listOf(readNumber),
    'auto, a number, agents for one each, inline for none, 0 for a simulation',
  ),
  writes: flag(['writes_per_agent'], readNumber, 'mixed: writes per agent and round'),
  rounds: flag(['rounds'], readNumber, 'rounds of writing and exchange'),
  topology: flag(
    ['topologies'],
    listOf(readText),
    `who receives whose blob: ${TOPOLOGY_NAMES.join(', ')}`,
  ),
  exchange: flag(
    ['exchanges'],
    listOf(readText),
    'batch imports all that arrived at once, pairwise one by one, racing while agents write',
  ),
  faults: flag(
    ['faults'],
    mixesOf,
    "what goes wrong on the way, e.g. 'drop=10%,partition=halves@2-5' or swarm; several apart by ;",
  ),
  blobs: flag(['blob_scope'], readText, 'delta sends what the receiver lacks, full all there is'),
  'fan-out': flag(['fan_out'], readNumber, 'peers per agent and pass, for topologies that choose'),
  envelope: flag(['envelope'], readText, 'on: checksummed envelopes, off: raw bytes to the engine'),
  'max-heal-rounds': flag(
    ['max_heal_rounds'],
    readNumber,
    'exchanges without faults after the last write, or auto',
  ),
  staleness: flag(['staleness'], readNumber, 'exchanges by which what an agent read is old'),
  rate: flag(['rate'], readNumber, 'writes per second and agent, whatever the store can bear'),
  arrivals: flag(['arrivals'], readText, 'constant or poisson, for --rate'),
  repo: flag(['repo'], readText, 'git repository for --workload git'),
  days: flag(['git_days'], readNumber, 'git: days per round'),
  causality: flag(['git_causality'], readText, 'git: windows (all at once) or ancestry'),
  commit: flag(
    ['git_commit'],
    readText,
    'git: full id of the commit to read, else the one checked out',
  ),
  hot: flag(['git_hot'], readNumber, 'git: most touched files that are scalars'),
  runs: flag(['runs'], readNumber, 'recorded repetitions per cell'),
  warmup: flag(['warmup'], readNumber, 'repetitions before those that are not recorded'),
  seed: flag(['seed'], readNumber, 'seed of all randomness'),
  log: flag(['log'], readText, 'write log (JSON Lines, plain or gzip) for --workload log'),
  'model-latency': flag(
    ['model_latency_ms'],
    readNumber,
    'milliseconds that a model call takes; a real one adds its own',
  ),
  model: flag(['model'], readText, 'path of a module that exports a model of your own'),
  kinds: flag(['mixed', 'kind_weights'], readWeights, `mixed: weights of ${FIELD_KINDS.join(',')}`),
  fields: flag(['mixed', 'fields_per_kind'], readNumber, 'mixed: fields per kind'),
  skew: flag(
    ['mixed', 'field_skew'],
    readNumber,
    'mixed: Zipf exponent of hot fields, 0 is uniform',
  ),
  overlap: flag(
    ['mixed', 'element_overlap'],
    readNumber,
    'mixed: share of set elements common to agents, 0 to 1',
  ),
  'value-chars': flag(['mixed', 'value_chars'], readNumber, 'mixed: characters per value'),
  'conflict-share': flag(
    ['mixed', 'conflict_share'],
    readNumber,
    'mixed: share of writes that are to be real conflicts, 0 to 1',
  ),
  'hot-fields': flag(
    ['mixed', 'hot_fields'],
    readNumber,
    'mixed: fields per kind that take nine tenths of the writes',
  ),
  mergeable: flag(
    ['mixed', 'mergeable_ratio'],
    readNumber,
    'mixed: share of writes to sets and texts, 0 to 1',
  ),
  timeout: flag(['timeout_s'], readNumber, 'seconds that one step of a repetition may take'),
  'thread-heap': flag(['thread_heap_mb'], readNumber, 'MiB of JavaScript heap per thread, or auto'),
} as const satisfies Readonly<Record<string, FlagShape>>;

/** Flags beside them that `study` takes and that have a value. */
export const STUDY_ONLY_SHAPES = {
  name: flag(['study'], readText, 'name of the study, and of its folder of results'),
  isolate: flag(
    ['isolate'],
    readText,
    'process: each repetition in a child process, none: all in one',
  ),
  deadline: flag(
    ['deadline_s'],
    readNumber,
    'seconds that a repetition may take before its process is killed',
  ),
  'session-store': flag(
    ['sessions', 'stores'],
    listOf(readText),
    'race for sessions on these stores: memory, sqlite',
  ),
  sessions: flag(['sessions', 'sessions'], readNumber, 'sessions that the agents race for'),
  'session-turns': flag(['sessions', 'turns'], readNumber, 'turns of each agent in such a race'),
  'session-ttl': flag(['sessions', 'ttl_ms'], readNumber, 'milliseconds that a lease lives in it'),
  expect: flag(
    ['expect'],
    (text, name) => Object.fromEntries(readExpectations(text, name)),
    "which strategies should pass, e.g. 'lww=pass,crdt=fail'",
  ),
} as const satisfies Readonly<Record<string, FlagShape>>;

/** The option that the flag of this name sets, as study files spell it; undefined where there is no such flag. */
export function optionOfFlag(name: string): string | undefined {
  const shapes = new Map(Object.entries<FlagShape>({ ...STUDY_FLAG_SHAPES, ...STUDY_ONLY_SHAPES }));
  return shapes.get(name)?.path.join('.');
}

export type StudyFlag = keyof typeof STUDY_FLAG_SHAPES;
export type StudyOnlyFlag = keyof typeof STUDY_ONLY_SHAPES;
