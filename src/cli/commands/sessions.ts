// The commands of `mergestorm sessions`: what each is called, what it takes and which file does it.

import type { ActionSpec, GroupSpec } from '../command-spec.js';

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
];

export const SESSIONS: GroupSpec = {
  name: 'sessions',
  summary: 'the session store: leases, queues and commits under racing workers',
  commands: SESSION_COMMANDS,
  epilogue: 'mergestorm sessions <command> --help tells what a command takes.',
};
