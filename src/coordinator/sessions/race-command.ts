// The command line that holds one race for sessions again. What threads do to each other is not in the seed:
// only a simulation comes out the same.

import type { SessionCell } from '../cell.js';
import type { Study } from '../study.js';
import { raceThreadsOf } from './session-grid.js';

export function raceCommand({ sessions }: Study, cell: SessionCell, seed: number): string {
  const flags: readonly (readonly [string, string | number | undefined])[] = [
    ['store', cell.store],
    ['agents', cell.agents],
    ['threads', raceThreadsOf(cell)],
    ['sessions', sessions?.sessions],
    ['turns', sessions?.turns_per_agent],
    ['ttl', sessions?.ttl_ms],
    ['seed', seed],
  ];
  const texts = flags.flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag}${separatorOf(value)}${value}`],
  );
  return ['mergestorm sessions race', ...texts].join(' ');
}

/** A negative number would be taken for a flag. */
function separatorOf(value: string | number): string {
  return typeof value === 'number' && value < 0 ? '=' : ' ';
}
