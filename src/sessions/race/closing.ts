// How a race is closed: everybody is dead, one last agent drains the sessions, and what the store holds then is read.

import { createRandom } from '../../model/random.js';
import type { RaceHistory } from '../history.js';
import type { SyncSessionStore } from '../store.js';
import { runCrew } from './crew.js';
import { drainSessions, readFinal } from './drain.js';
import type { LegReport } from './leg.js';
import type { Lives } from './lives.js';
import { sessionNames } from './race-plan.js';
import type { SessionRaceOptions } from './race-terms.js';
import type { RaceTime } from './race-time.js';
import { HistoryRecorder } from './recorder.js';

export interface Closing {
  readonly options: SessionRaceOptions;
  readonly store: SyncSessionStore;
  readonly lives: Lives;
  readonly time: RaceTime;
}

/** The draining agent comes after all others, on a thread of its own. */
export function closeRace(closing: Closing, reports: readonly LegReport[]): RaceHistory {
  const { options, store } = closing;
  const drained = drain(closing);
  const raced = reports.flatMap(({ entries }) => entries);
  const sessions = sessionNames(options.sessions);
  return {
    seed: options.seed,
    sessions,
    agents: options.agents + 1,
    entries: [...raced, ...drained].sort((left, right) => left.began_ns - right.began_ns),
    finals: sessions.map((session_id) => readFinal(store, session_id)),
  };
}

function drain({ options, store, lives, time }: Closing) {
  lives.endAll();
  const { agents: agent, threads, ttl_ms, seed } = options;
  const caller = { agent, incarnation: 0, thread: Math.max(threads, 1) };
  const owner = lives.ownerOf(agent, 0, 'opaque');
  const recorder = new HistoryRecorder(time.instant);
  const asking = drainSessions({ sessions: sessionNames(options.sessions), owner, ttl_ms });
  runCrew([{ asking, caller: () => caller }], {
    ...{ store, recorder, random: createRandom(seed), sleep: time.sleep },
    now_ms: () => time.clock.now_ms(),
    deadline_ms: Infinity,
  });
  return recorder.entries;
}
