// The commands of `mergestorm sessions`: what each is called, what it takes and which file does it.

import type { ActionSpec, GroupSpec } from '../command-spec.js';
import { JUDGE_FLAGS, RACE_FLAGS } from '../sessions-race/flags.js';

const JSON_FLAGS = { json: { type: 'boolean', describe: 'machine-readable, on stdout' } } as const;

const RUN_FLAGS = {
  scenario: { type: 'string', describe: 'names, separated by commas (all)' },
  store: { type: 'string', describe: 'memory, sqlite or both (memory,sqlite)' },
  ...JSON_FLAGS,
} as const;

const SESSION_COMMANDS: readonly ActionSpec[] = [
  {
    name: 'list',
    words: [],
    summary: 'scenarios, the invariants that they own, and the fault matrix',
    groups: [{ title: null, flags: JSON_FLAGS }],
    epilogue: '',
    load: async () => (await import('./sessions/list.js')).sessionsListCommand,
  },
  {
    name: 'run',
    words: [],
    summary: 'each scenario on each store: what the store must never do',
    groups: [{ title: null, flags: RUN_FLAGS }],
    epilogue: `Examples:
  $0 sessions run --store sqlite
  $0 sessions run --scenario 'dead session lease reclaim'

Exit code: 0 all hold, 1 one does not, 64 usage.`,
    load: async () => (await import('./sessions/run.js')).sessionsRunCommand,
  },
  {
    name: 'race',
    words: [],
    summary: 'agents race for leases and commits on real threads, judged by what they saw',
    groups: [{ title: null, flags: RACE_FLAGS }],
    epilogue: `Examples:
  $0 sessions race --agents 64 --sessions 8 --threads 2
  $0 sessions race --store memory --threads 0 --seed 7  # a simulation: the same every time

Exit code: 0 all properties hold, 1 one does not, 2 undecided (nothing contended, a thread died), 64 usage, 73 or 74 output, 130 or 143 interrupted.`,
    load: async () => (await import('./sessions/race.js')).sessionsRaceCommand,
  },
  {
    name: 'judge',
    words: ['<file>'],
    summary: 'the history of a race, judged again',
    groups: [{ title: null, flags: JUDGE_FLAGS }],
    epilogue: `The file is what race --history wrote, or a history of a results folder.

Exit code: 0 all properties hold, 1 one does not, 2 undecided, 65 damaged history, 66 no such file.`,
    load: async () => (await import('./sessions/judge.js')).sessionsJudgeCommand,
  },
];

export const SESSIONS: GroupSpec = {
  name: 'sessions',
  summary: 'the session store: leases, queues and commits under racing workers',
  commands: SESSION_COMMANDS,
  epilogue: 'mergestorm sessions <command> --help tells what a command takes.',
};
