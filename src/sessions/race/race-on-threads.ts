// A race on worker threads, each with a connection of its own to one file.

import { messageOf } from '../../model/problem.js';
import { closeRace } from './closing.js';
import { createLives, Lives } from './lives.js';
import { RACE_STORES } from './race-stores.js';
import type { SessionRaceOptions } from './race-terms.js';
import { realTime } from './race-time.js';
import type { RanRace } from './ran-race.js';
import { createStartLine } from './start-line.js';
import type { ThreadReport } from './thread-task.js';
import type { ThreadsSetup } from './threads.js';
import { runThreads } from './threads.js';

export interface FailedRace {
  readonly type: 'crashed' | 'timeout';
  readonly failure: string;
}

export interface ThreadsTerms {
  readonly options: SessionRaceOptions;
  readonly path: string;
  readonly host: string;
}

export async function raceOnThreads(
  terms: ThreadsTerms,
  setup: ThreadsSetup,
): Promise<RanRace | FailedRace> {
  const { options, path } = terms;
  const lives = createLives(options.agents);
  try {
    // Made before the threads come, so that none of them finds a file that is half there.
    RACE_STORES[options.store](path, {}).close();
    const end = await runThreads(tasksOf(terms, lives), setup);
    return end.type === 'reported' ? close(terms, lives, end.reports) : end;
  } catch (thrown) {
    return { type: 'crashed', failure: messageOf(thrown) };
  }
}

function tasksOf({ options, path, host }: ThreadsTerms, lives: SharedArrayBuffer) {
  const start_line = createStartLine();
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  return Array.from({ length: options.threads }, (_, thread) => {
    return { options, thread, path, host, lives, start_line, stop };
  });
}

function close(
  { options, path, host }: ThreadsTerms,
  memory: SharedArrayBuffer,
  reports: readonly ThreadReport[],
): RanRace {
  const lives = new Lives(memory, host);
  const origin_ns = reports[0]?.origin_ns ?? 0n;
  const time = realTime(origin_ns);
  const store = RACE_STORES[options.store](path, { processes: lives });
  try {
    return { origin_ns, reports, history: closeRace({ options, store, lives, time }, reports) };
  } finally {
    store.close();
  }
}
