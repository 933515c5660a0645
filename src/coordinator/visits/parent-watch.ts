// A thread that ends its process once its parent is gone. The main thread would notice by itself, unless it
// executes a plug-in that never returns, which would then take a core from whatever is measured next.

import { workerData } from 'node:worker_threads';

const PERIOD_MS = 1_000;

const parent = workerData as unknown;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, PERIOD_MS);
