// What is concluded from a race: the verdict from its history, the numbers from what was timed.

import type { RaceHistory } from '../history.js';
import { judgeHistory, verdictOf } from '../judge/judge.js';
import type { PropertyFinding } from '../judge/property.js';
import { countRace } from './race-counts.js';
import type { FailedRace } from './race-on-threads.js';
import type { SessionRaceOptions, SessionRaceResult } from './race-terms.js';
import type { RanRace } from './ran-race.js';
import { latenciesOf, NOTHING_TIMED } from './recorder.js';

const NS_PER_S = 1e9;

export function concludeRace(
  options: SessionRaceOptions,
  { reports, history }: RanRace,
  peak_rss_bytes: number | null,
): SessionRaceResult {
  const findings = judgeHistory(history);
  const raced = history.entries.filter(({ agent }) => agent < options.agents);
  const abandoned = reports.reduce((sum, { leases_abandoned }) => sum + leases_abandoned, 0);
  const counts = countRace(raced, abandoned);
  const timedOut = reports.some(({ ended }) => ended === 'timeout');
  const isTimed = options.threads > 0;
  const race_ns = isTimed ? Math.max(...reports.map(({ ended_ns }) => ended_ns)) : null;
  return {
    options,
    ...(timedOut ? cutShort(options) : { status: 'ok', failure: '' }),
    verdict: timedOut ? atBestUnknown(findings) : verdictOf(findings),
    findings,
    counts,
    latencies: isTimed ? latenciesOf(raced) : NOTHING_TIMED,
    race_ns,
    turns_per_second: race_ns === null ? null : (counts.turns_committed / race_ns) * NS_PER_S,
    overlap_ratio: race_ns === null ? null : overlapOf(reports, race_ns),
    peak_rss_bytes,
    history,
  };
}

/** Nothing is known of a race whose threads did not report, and so nothing is judged. */
export function failRace(
  options: SessionRaceOptions,
  { type: status, failure }: FailedRace,
): SessionRaceResult {
  const { seed, agents } = options;
  const history: RaceHistory = { seed, sessions: [], agents, entries: [], finals: [] };
  return {
    ...{ options, status, failure, verdict: 'UNKNOWN', findings: [], history },
    counts: countRace([], 0),
    latencies: NOTHING_TIMED,
    ...{ race_ns: null, turns_per_second: null, overlap_ratio: null, peak_rss_bytes: null },
  };
}

function cutShort({ timeout_ms }: SessionRaceOptions) {
  const failure = `not every agent had all its turns in ${timeout_ms} ms`;
  return { status: 'timeout', failure } as const;
}

function atBestUnknown(findings: readonly PropertyFinding[]) {
  return verdictOf(findings) === 'FAIL' ? 'FAIL' : 'UNKNOWN';
}

/** All threads are at work from the start; from when the last but one ends, only one is. */
function overlapOf(reports: RanRace['reports'], race_ns: number): number | null {
  const ends_ns = reports.map(({ ended_ns }) => ended_ns).sort((left, right) => right - left);
  const second_ns = ends_ns[1];
  return second_ns === undefined ? null : second_ns / race_ns;
}
