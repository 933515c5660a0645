// The entry of a race's worker thread: one task in, one report out.

import { parentPort, workerData } from 'node:worker_threads';
import { runThread } from './race-worker.js';
import type { ThreadTask } from './thread-task.js';

parentPort?.postMessage(runThread(workerData as ThreadTask));
