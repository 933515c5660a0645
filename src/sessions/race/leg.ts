// One thread's part of a race: its agents, from the start line to the last turn of the last of them.

import { createRandom, deriveSeed } from '../../model/random.js';
import type { HistoryEntry } from '../history.js';
import type { SyncSessionStore } from '../store.js';
import { liveThrough } from './agent.js';
import { runCrew } from './crew.js';
import { Desk } from './desk.js';
import type { Lives } from './lives.js';
import { planAgent } from './race-plan.js';
import type { SessionRaceOptions } from './race-terms.js';
import type { RaceTime } from './race-time.js';
import type { CallRecorder } from './recorder.js';
import { HistoryRecorder } from './recorder.js';

export interface LegTerms {
  readonly options: SessionRaceOptions;
  readonly thread: number;
  /** How many threads share the agents. */
  readonly threads: number;
  readonly store: SyncSessionStore;
  readonly lives: Lives;
  readonly time: RaceTime;
  /** After which nobody is called up any more, on the store's clock. */
  readonly deadline_ms: number;
  /** Whether to end before that; never where it is absent. */
  readonly isStopped?: () => boolean;
  /** Who hears of every call beside the history. */
  readonly listener?: CallRecorder;
}

/** Can be posted to another thread. */
export interface LegReport {
  readonly ended: 'done' | 'timeout';
  /** Nanoseconds after the start. */
  readonly ended_ns: number;
  readonly entries: readonly HistoryEntry[];
  readonly leases_abandoned: number;
}

export function runLeg(terms: LegTerms): LegReport {
  const { options, thread, store, lives, time, deadline_ms, isStopped, listener } = terms;
  const desks: Desk[] = [];
  const members = agentsOf(terms).map((agent) => {
    const plan = planAgent(options, agent);
    const desk = new Desk(plan, lives, { thread, ttl_ms: options.ttl_ms });
    desks.push(desk);
    return { asking: liveThrough(desk, plan), caller: () => desk.caller() };
  });
  const recorder = new HistoryRecorder(time.instant);
  const ended = runCrew(members, {
    store,
    recorder: listener ? both(recorder, listener) : recorder,
    random: createRandom(deriveSeed(options.seed, 'session race schedule', thread)),
    now_ms: () => time.clock.now_ms(),
    sleep: time.sleep,
    deadline_ms,
    ...(isStopped && { isStopped }),
  });
  const leases_abandoned = desks.reduce((sum, { abandoned }) => sum + abandoned, 0);
  return { ended, ended_ns: time.instant(), entries: recorder.entries, leases_abandoned };
}

/** Dealt out like cards, so that neighbours race on different threads. */
function agentsOf({ options, thread, threads }: LegTerms): readonly number[] {
  return Array.from({ length: options.agents }, (_, agent) => agent).filter(
    (agent) => agent % threads === thread,
  );
}

/** The listener is told outside of what is timed. */
function both(recorder: CallRecorder, listener: CallRecorder): CallRecorder {
  return {
    began: (caller, request) => {
      const tell = listener.began(caller, request);
      const record = recorder.began(caller, request);
      return (answer) => {
        record(answer);
        tell(answer);
      };
    },
  };
}
