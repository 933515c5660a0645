import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createStartLine, StartLine } from '../../src/workers/start-line.js';

describe('start line', () => {
  it('lets a single thread pass any number of times', () => {
    const line = new StartLine(createStartLine(1, 1_000));
    line.pass();
    line.pass();
    expect(line).toBeInstanceOf(StartLine);
  });

  it('fails instead of hanging where another thread never arrives', () => {
    const line = new StartLine(createStartLine(2, 5));
    expect(() => {
      line.pass();
    }).toThrow(/did not reach the start line in 5 ms/);
  });

  it('holds every thread of every round until the last has arrived', async () => {
    const threads = 3;
    const rounds = 20;
    const reference = createStartLine(threads, 20_000);
    const tally = new Int32Array(new SharedArrayBuffer(4));
    const early = await Promise.all(
      Array.from({ length: threads }, () => passInWorker(reference, tally, rounds)),
    );
    // A thread that passes before all have arrived would see a tally below its round's total.
    expect(early).toEqual([0, 0, 0]);
    expect(tally[0]).toBe(threads * rounds);
  });
});

/** Counts how often a thread passed the line before all threads had counted themselves. */
function passInWorker(reference: object, tally: Int32Array, rounds: number): Promise<number> {
  const entry = new URL('../../dist/workers/start-line.js', import.meta.url).href;
  const source = `
    const { workerData, parentPort } = require('node:worker_threads');
    import(workerData.entry).then(({ StartLine }) => {
      const line = new StartLine(workerData.reference);
      let early = 0;
      for (let round = 1; round <= workerData.rounds; round += 1) {
        Atomics.add(workerData.tally, 0, 1);
        line.pass();
        if (Atomics.load(workerData.tally, 0) < round * workerData.reference.threads) early += 1;
      }
      parentPort.postMessage(early);
    });`;
  return new Promise((resolve, reject) => {
    const worker = new Worker(source, {
      eval: true,
      workerData: { entry, reference, tally, rounds },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
