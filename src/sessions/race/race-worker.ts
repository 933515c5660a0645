// What every thread of a race does: opens its own connection, waits for the others, runs its agents.

import { deriveSeed } from '../../model/random.js';
import { runLeg } from './leg.js';
import { Lives } from './lives.js';
import type { OpenRaceStore } from './race-stores.js';
import { RACE_STORES } from './race-stores.js';
import { DEFAULT_YIELD_SHARE } from './race-terms.js';
import { realTime } from './race-time.js';
import type { CallRecorder } from './recorder.js';
import { passStartLine } from './start-line.js';
import type { ThreadReport, ThreadTask } from './thread-task.js';
import { yieldPoints } from './yield-points.js';

/** A thread loads and opens in far less, on the busiest of machines. */
const START_TIMEOUT_MS = 60_000;

/** What another entry may put in the place of the usual. */
export interface ThreadTools {
  readonly open?: OpenRaceStore;
  readonly listener?: CallRecorder;
}

export function runThread(task: ThreadTask, tools: ThreadTools = {}): ThreadReport {
  const { options, thread, path } = task;
  const open = tools.open ?? RACE_STORES[options.store];
  const lives = new Lives(task.lives, task.host);
  const store = open(path, { processes: lives, reached: yieldsOf(task) });
  try {
    const origin_ns = passStartLine(task.start_line, options.threads, START_TIMEOUT_MS);
    const time = realTime(origin_ns);
    const deadline_ms = time.clock.now_ms() + options.timeout_ms;
    const { threads } = options;
    const listener = tools.listener ? { listener: tools.listener } : {};
    const stop = new Int32Array(task.stop);
    const isStopped = () => Atomics.load(stop, 0) !== 0;
    const places = { options, thread, threads, store, lives };
    const terms = { ...places, time, deadline_ms, isStopped, ...listener };
    return { origin_ns, ...runLeg(terms) };
  } finally {
    store.close();
  }
}

function yieldsOf({ options, thread }: ThreadTask): () => void {
  const seed = deriveSeed(options.seed, 'session race yields', thread);
  return yieldPoints(seed, options.yield_share ?? DEFAULT_YIELD_SHARE);
}
