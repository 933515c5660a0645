// The command line that runs a race again.

import type { SessionRaceOptions } from './race-terms.js';

const MS_PER_S = 1_000;

export function raceCommandOf(options: SessionRaceOptions): string {
  const { store, agents, sessions, threads, turns_per_agent, ttl_ms, seed } = options;
  const flags: readonly (readonly [string, string | number | undefined])[] = [
    ['store', store],
    ['agents', agents],
    ['sessions', sessions],
    ['threads', threads],
    ['turns', turns_per_agent],
    ['ttl', ttl_ms],
    ['seed', seed],
    ['yield-share', options.yield_share],
    ['timeout', Math.ceil(options.timeout_ms / MS_PER_S)],
  ];
  const texts = flags.flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag}=${value}`],
  );
  return ['mergestorm sessions race', ...texts].join(' ');
}
