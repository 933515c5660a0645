// Executes one visit of a race for sessions: its warm-up races, which nobody keeps, and then the race itself.
// How it is isolated, and what is kept of it, is not decided here.

import { elapsedNs, nowNs } from '../../metrics/clock.js';
import { startCpuMeter } from '../../metrics/cpu.js';
import { probeMachineNs } from '../../metrics/probe.js';
import { messageOf } from '../../model/problem.js';
import type { SessionRaceOptions, SessionRaceResult } from '../../sessions/race/race-terms.js';
import type { SessionVisit } from '../plan.js';
import { seedOf } from '../plan.js';
import type { Study } from '../study.js';
import type { ExecutedRace, RaceOutcome } from './executed-race.js';
import { raceThreadsOf } from './session-grid.js';

export type RunRace = (options: SessionRaceOptions) => Promise<SessionRaceResult>;

/** What a race is held with, loaded when it is first needed: a study of merging needs no database. */
export async function loadRunRace(): Promise<RunRace> {
  const { runSessionRace } = await import('../../sessions/race/run-session-race.js');
  return runSessionRace;
}

/** Warm-up races are numbered from below 0: they never share a seed with one that is recorded. */
export async function executeRace(
  study: Study,
  visit: SessionVisit,
  run: RunRace,
): Promise<ExecutedRace> {
  for (let number = 0 - study.warmup; number < 0; number += 1) {
    await outcomeOf(run, raceOptionsOf(study, visit, number));
  }
  const options = raceOptionsOf(study, visit, visit.repetition);
  const probe_ns = probeMachineNs();
  const started_at = new Date();
  const outcome = await outcomeOf(run, options);
  return { study, visit, seed: options.seed, started_at, probe_ns, outcome };
}

function raceOptionsOf(study: Study, { cell }: SessionVisit, number: number): SessionRaceOptions {
  return raceOptionsWith(study, cell, seedOf(study, number));
}

/** What a race of that cell is asked for. */
export function raceOptionsWith(
  study: Study,
  cell: SessionVisit['cell'],
  seed: number,
): SessionRaceOptions {
  if (study.sessions === undefined) throw new Error('a race in a study without sessions');
  const { sessions, turns_per_agent, ttl_ms } = study.sessions;
  return {
    ...{ store: cell.store, agents: cell.agents, threads: raceThreadsOf(cell) },
    ...{ sessions, turns_per_agent, ttl_ms },
    seed,
    // A study measures: no pauses that a race makes up, to provoke what seldom happens, stand in its times.
    yield_share: 0,
    timeout_ms: study.timeout_ms,
    directory: null,
  };
}

async function outcomeOf(run: RunRace, options: SessionRaceOptions): Promise<RaceOutcome> {
  const cpuNs = startCpuMeter();
  const started_ns = nowNs();
  try {
    const result = await run(options);
    const wall_ns = elapsedNs(started_ns, nowNs());
    if (result.status !== 'ok') return { status: result.status, reason: reasonOf(result) };
    return { status: 'ok', result, wall_ns, cpu_ns: cpuNs() };
  } catch (thrown) {
    return { status: 'crashed', reason: messageOf(thrown) };
  }
}

/** What a race that was cut short shows already is said, though it has no result. */
function reasonOf({ failure, findings }: SessionRaceResult): string {
  const violations = findings.filter(({ verdict }) => verdict === 'FAIL');
  return [failure, ...violations.map(({ property, message }) => `${property}: ${message}`)].join(
    '; ',
  );
}
