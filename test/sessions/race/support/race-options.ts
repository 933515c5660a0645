// Races of a test: small ones, of which a test names what it is about.

import type { RaceHistory } from '../../../../src/sessions/history.js';
import { judgeHistory, SESSION_PROPERTIES } from '../../../../src/sessions/judge/judge.js';
import type { SessionRaceOptions } from '../../../../src/sessions/race/race-terms.js';
import type { FailedRace } from '../../../../src/sessions/race/race-on-threads.js';
import type { RanRace } from '../../../../src/sessions/race/ran-race.js';

export function raceOptions(asked: Partial<SessionRaceOptions> = {}): SessionRaceOptions {
  return {
    ...{ store: 'memory', agents: 8, sessions: 2, threads: 0, turns_per_agent: 6 },
    ...{ seed: 1, ttl_ms: 20, timeout_ms: 60_000, directory: null },
    ...asked,
  };
}

/** @throws Error where it is none. */
export function completed(race: RanRace | FailedRace): RanRace {
  if ('type' in race) throw new Error(`${race.type}: ${race.failure}`);
  return race;
}

/** Searching an order of calls takes longer than all other properties together. */
const QUICK = SESSION_PROPERTIES.filter(({ name }) => name !== 'linearizable');

/** The names of the properties that do not hold, by all that are judged quickly. */
export function violated(history: RaceHistory): readonly string[] {
  return judgeHistory(history, QUICK)
    .filter(({ verdict }) => verdict === 'FAIL')
    .map(({ property }) => property);
}
