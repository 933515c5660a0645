// The threads of a race, from their start to the last report, or to what went wrong.

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../model/problem.js';
import type { ThreadReport, ThreadTask } from './thread-task.js';

// Resolved through package.json "imports": always the built file, also where tests load the sources.
const THREAD_ENTRY = createRequire(import.meta.url).resolve('#session-race-entry');

/** A thread ends by itself at its timeout; one that does not even do that is ended. */
const GRACE_MS = 60_000;
/** A call of the store takes no longer, nor a thread that waits for its agents. */
const PATIENCE_MS = 2_000;

export type ThreadsEnd =
  | { readonly type: 'reported'; readonly reports: readonly ThreadReport[] }
  | { readonly type: 'crashed' | 'timeout'; readonly failure: string };

export interface ThreadsSetup {
  /** The file that threads run; the usual one where it is absent. */
  readonly entry?: string;
  /** Ends everything when it aborts. */
  readonly signal?: AbortSignal;
}

/** Resolves when no thread runs any more. */
export async function runThreads(
  tasks: readonly ThreadTask[],
  { entry = THREAD_ENTRY, signal }: ThreadsSetup,
): Promise<ThreadsEnd> {
  const workers = tasks.map((task) => new Worker(entry, { workerData: task }));
  const timeout_ms = (tasks[0]?.options.timeout_ms ?? 0) + GRACE_MS;
  const limit = limitOf(timeout_ms, signal);
  try {
    const reports = Promise.all(workers.map(reportOf));
    return await Promise.race([
      reports.then((list): ThreadsEnd => ({ type: 'reported', reports: list })),
      limit.reached,
    ]);
  } catch (thrown) {
    return { type: 'crashed', failure: messageOf(thrown) };
  } finally {
    limit.dispose();
    await endAll(tasks, workers);
  }
}

/**
 * Asks threads to end, and only then ends those that do not: a thread that is ended in the middle of a native call
 * takes the process with it (libsql: `Throw(PhantomData)`, abort).
 */
async function endAll(tasks: readonly ThreadTask[], workers: readonly Worker[]): Promise<void> {
  for (const { stop } of tasks) Atomics.store(new Int32Array(stop), 0, 1);
  const patience = withResolvers<undefined>();
  const timer = setTimeout(() => {
    patience.resolve(undefined);
  }, PATIENCE_MS);
  await Promise.race([Promise.all(workers.map(exitOf)), patience.promise]);
  clearTimeout(timer);
  await Promise.all(workers.map((worker) => worker.terminate()));
}

function exitOf(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (worker.threadId === -1) resolve();
    else
      worker.once('exit', () => {
        resolve();
      });
  });
}

function reportOf(worker: Worker): Promise<ThreadReport> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('a thread ended without a report'));
    });
  });
}

interface Limit {
  readonly reached: Promise<ThreadsEnd>;
  dispose(): void;
}

function limitOf(timeout_ms: number, signal: AbortSignal | undefined): Limit {
  const { promise, resolve } = withResolvers<ThreadsEnd>();
  const interrupt = (): void => {
    resolve({ type: 'crashed', failure: 'interrupted' });
  };
  const timer = setTimeout(() => {
    resolve({ type: 'timeout', failure: `no report in ${timeout_ms} ms` });
  }, timeout_ms);
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt);
  const dispose = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  };
  return { reached: promise, dispose };
}

/** `Promise.withResolvers` is not in Node 20. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
