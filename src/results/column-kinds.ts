// Which columns can be measured in which cells: merging has columns that a race for sessions cannot have, and
// the other way round.

import { NO_SESSIONS } from './later-columns.js';
import type { Column, RepetitionRecord } from './record.js';

const OF_RACES: ReadonlySet<string> = new Set(Object.keys(NO_SESSIONS));

/** Of both, beside what was asked for. */
const SHARED: readonly Column[] = [
  ...(['schema_version', 'repetition', 'seed', 'agents', 'threads', 'rounds'] as const),
  ...(['wall_ns', 'cpu_ns', 'overlap_ratio', 'peak_rss_bytes'] as const),
];

/** Whether the column is one that a repetition like this measures, where it comes to a result. */
export function isMeasurable(column: Column, { sessions }: RepetitionRecord): boolean {
  const isOfRace = OF_RACES.has(column);
  return sessions === null ? !isOfRace : isOfRace || SHARED.includes(column);
}
