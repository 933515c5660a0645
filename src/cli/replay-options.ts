// The flags of `mergestorm replay`.

import type { FlagSpec } from './study-options/flag-help.js';

/** A history of a few hundred events needs some dozens. */
export const DEFAULT_ATTEMPTS = 2_000;

export const REPLAY_FLAGS = {
  shrink: { type: 'boolean', describe: 'find the smallest part of the history that still fails' },
  check: { type: 'string', describe: 'of the checks that fail, the one to shrink for (the first)' },
  attempts: {
    type: 'string',
    describe: `how many histories --shrink may try (${DEFAULT_ATTEMPTS})`,
  },
  out: { type: 'string', describe: 'write the history, shrunk or not, as a file to be replayed' },
  'load-plugins': { type: 'boolean', describe: 'run the plug-ins that the history names' },
  json: { type: 'boolean', describe: 'machine-readable, on stdout' },
  quiet: { type: 'boolean', describe: 'nothing but the exit code' },
} as const satisfies Readonly<Record<string, FlagSpec>>;
