// The flags of `sessions race` and `sessions judge`, with the defaults in brackets.

import { DEFAULT_YIELD_SHARE, SESSION_STORES } from '../../sessions/race/race-terms.js';

export const RACE_FLAGS = {
  store: { type: 'string', describe: `${SESSION_STORES.join(' or ')} (sqlite)` },
  agents: { type: 'string', describe: 'how many agents race (64)' },
  sessions: { type: 'string', describe: 'how many sessions they race for (8)' },
  threads: { type: 'string', describe: 'threads they share; 0: a simulation (2, memory: 1)' },
  turns: { type: 'string', describe: 'how often each agent comes for a turn (20)' },
  ttl: { type: 'string', describe: 'time to live of a lease, in milliseconds (200)' },
  seed: { type: 'string', describe: 'seed of all randomness (1)' },
  'yield-share': {
    type: 'string',
    describe: `share of the yield points at which a thread pauses; 0: none (${DEFAULT_YIELD_SHARE})`,
  },
  timeout: { type: 'string', describe: 'the longest the race may take, in seconds (120)' },
  history: {
    type: 'string',
    describe: 'write what happened to this file (packed where it ends in .gz)',
  },
  json: { type: 'boolean', describe: 'the result as JSON on stdout, and nothing else there' },
  quiet: { type: 'boolean', describe: 'no tables' },
} as const;

export const JUDGE_FLAGS = {
  json: { type: 'boolean', describe: 'machine-readable, on stdout' },
} as const;
