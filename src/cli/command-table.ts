// The commands: what each is called, what it takes and which file does it. Parser, help and hints about
// mistyped names all read this table; a command's own file is loaded only when it is chosen.

import type { CommandSpec } from './command-spec.js';
import { actionsOf } from './command-spec.js';
import { SESSIONS } from './commands/sessions.js';
import { COMPARE_FLAGS } from './compare-options.js';
import { EXPORT_FLAGS } from './export-options.js';
import { ANALYZE_FLAGS, OUTPUT_FLAGS, REPORT_FLAGS, STUDY_OUTPUT_FLAGS } from './output-options.js';
import { REPLAY_FLAGS } from './replay-options.js';
import type { FlagSpec } from './study-options/flag-help.js';
import { RUN_STUDY_FLAGS, STUDY_COMMAND_FLAGS } from './study-options/flag-help.js';

const STUDY_GROUP = 'Study (defaults in brackets):';
const EXITS = `Exit code: 0 all as expected, 1 a check failed, 2 undecided, 3 threshold crossed, 64 usage, 66 input not found, 69 plug-in, 73 or 74 output, 75 memory, 130 or 143 interrupted.`;

const JSON_FLAGS = { json: { type: 'boolean', describe: 'machine-readable, on stdout' } } as const;

const SELFTEST_FLAGS = {
  ...JSON_FLAGS,
  seeds: { type: 'string', describe: 'clean seeds on which nothing may alarm (200)' },
} as const;

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'run',
    words: [],
    summary: 'each strategy on each workload, judged: the comparison table',
    groups: [
      { title: STUDY_GROUP, flags: RUN_STUDY_FLAGS },
      { title: 'Output:', flags: OUTPUT_FLAGS },
    ],
    epilogue: `Examples:
  $0 run --agents 2,16,64 --workload mixed  # how they scale
  $0 run --workload log --log team.jsonl    # a real history

${EXITS}`,
    load: async () => (await import('./commands/run.js')).runCommand,
  },
  {
    name: 'study',
    words: ['[file]'],
    summary: 'a grid of cells x repetitions, from flags or a YAML file: a results folder',
    groups: [
      { title: STUDY_GROUP, flags: STUDY_COMMAND_FLAGS },
      { title: 'Output:', flags: STUDY_OUTPUT_FLAGS },
    ],
    epilogue: `Examples:
  $0 study                                  # 2 to 64 agents, in a minute
  $0 study nightly.yaml --runs 20           # a file; flags win over it
  $0 study --resume bench-results/nightly   # go on after an interruption

${EXITS}`,
    load: async () => (await import('./commands/study.js')).studyCommand,
  },
  {
    name: 'report',
    words: ['<dir>'],
    summary: 'report.html, figures and tables again from a results folder',
    groups: [{ title: null, flags: REPORT_FLAGS }],
    epilogue: 'Exit code: 0 done, 3 threshold crossed, 65 damaged results, 66 no such folder.',
    load: async () => (await import('./commands/report.js')).reportCommand,
  },
  {
    name: 'analyze',
    words: ['<dir>'],
    summary: 'a stored study judged again from disk',
    groups: [{ title: null, flags: ANALYZE_FLAGS }],
    epilogue:
      'Exit code: 0 all as expected, 1 a check failed or a judgement differs, 2 undecided, 65 damaged results, 66 no such folder.',
    load: async () => (await import('./commands/analyze.js')).analyzeCommand,
  },
  {
    name: 'replay',
    words: ['<target>'],
    summary:
      'what happened in a repetition once more, in one thread, and the least of it that fails',
    groups: [{ title: null, flags: REPLAY_FLAGS }],
    epilogue: `The target is the folder of a failure, an evidence file of a results folder, or a file that --out wrote.

Exit code: 0 as recorded or expected, 1 a check failed or replicas end otherwise, 2 undecided, 64 usage, 65 damaged history, 66 no such history, 69 plug-in, 73 or 74 output.`,
    load: async () => (await import('./commands/replay.js')).replayCommand,
  },
  {
    name: 'compare',
    words: ['<base>', '<new>'],
    summary: 'differences between two studies, with intervals: a regression gate',
    groups: [{ title: null, flags: COMPARE_FLAGS }],
    epilogue:
      'Exit code: 0 no regression, 2 undecided, 3 regression, 64 studies that cannot be compared, 65 damaged results, 66 no such folder.',
    load: async () => (await import('./commands/compare.js')).compareCommand,
  },
  {
    name: 'export',
    words: ['<dir>'],
    summary: 'a study as the input of another tool',
    groups: [{ title: null, flags: EXPORT_FLAGS }],
    epilogue: '',
    load: async () => (await import('./commands/export.js')).exportCommand,
  },
  {
    name: 'demo',
    words: [],
    summary: 'a clean merge and a conflict, last-write-wins against the crdt',
    groups: [{ title: null, flags: JSON_FLAGS }],
    epilogue: 'Exit code: 0 all claims hold, 1 one does not.',
    load: async () => (await import('./commands/demo.js')).demoCommand,
  },
  {
    name: 'repro',
    words: [],
    summary: 'the write that the store of LangGraph drops, and the same graph on SyncedStore',
    groups: [{ title: null, flags: JSON_FLAGS }],
    epilogue: 'Exit code: 0 all claims hold, 1 one does not, 69 LangGraph is not installed.',
    load: async () => (await import('./commands/repro.js')).reproCommand,
  },
  SESSIONS,
  {
    name: 'list',
    words: [],
    summary: 'strategies, workloads, topologies and faults',
    groups: [{ title: null, flags: JSON_FLAGS }],
    epilogue: '',
    load: async () => (await import('./commands/list.js')).listCommand,
  },
  {
    name: 'selftest',
    words: [],
    summary: 'planted bugs that every check must catch',
    groups: [{ title: null, flags: SELFTEST_FLAGS }],
    epilogue: '',
    load: async () => (await import('./commands/selftest.js')).selftestCommand,
  },
];

/** Every flag of every command, and those of all. */
export const FLAGS: Readonly<Record<string, FlagSpec>> = Object.assign(
  { debug: { type: 'boolean', describe: 'print a stack with an error' } },
  ...COMMANDS.flatMap(actionsOf).flatMap(({ groups }) => groups.map(({ flags }) => flags)),
) as Readonly<Record<string, FlagSpec>>;
