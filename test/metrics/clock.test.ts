import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { elapsedNs, nowNs } from '../../src/metrics/clock.js';

it('the clock of a worker thread is the clock of this thread', async () => {
  const before_ns = nowNs();
  const worker = new Worker(
    "require('node:worker_threads').parentPort.postMessage(process.hrtime.bigint())",
    { eval: true },
  );
  const [inside_ns] = (await once(worker, 'message')) as [bigint];
  expect(elapsedNs(before_ns, inside_ns)).toBeGreaterThan(0);
  expect(elapsedNs(inside_ns, nowNs())).toBeGreaterThan(0);
  await worker.terminate();
});
