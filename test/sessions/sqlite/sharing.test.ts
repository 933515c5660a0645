import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../../src/sessions/sqlite/creating.js';
import { SESSION, valueOf } from '../support/scene.js';
import { newFolder, refusalOf, storeAt } from './support/folder.js';

const ENTRY = new URL('../../../dist/sessions/sqlite/sqlite-store.js', import.meta.url).href;
const session_id = SESSION;
const [THREADS, ROWS] = [4, 25];

/** Opens the path together with the others, and queues rows; tells the ids, or why it could not. */
const SOURCE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { entry, path, draft, session_id, rows, gate, threads } = workerData;
  import(entry).then(({ openSqliteStore }) => {
    Atomics.add(gate, 0, 1);
    while (Atomics.load(gate, 0) < threads);
    const opened = openSqliteStore(path, { durability: 'process' });
    if (!opened.ok) return parentPort.postMessage(opened.error.message);
    const ids = Array.from({ length: rows }, () => {
      const { ok, value, error } = opened.store.enqueueWork({ session_id, draft });
      return ok ? value.work_id : error.message;
    });
    parentPort.postMessage(ids);
  });`;

async function openTogether(path: string): Promise<readonly unknown[]> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const draft = {
    subject: { class: 'turn_work', work: 'wake' },
    delivery: 'earliest_safe_boundary',
    slot: { type: 'exclusive' },
    payload: null,
  };
  const workerData = { entry: ENTRY, path, draft, session_id, rows: ROWS, gate, threads: THREADS };
  const workers = Array.from(
    { length: THREADS },
    () => new Worker(SOURCE, { eval: true, workerData }),
  );
  const told = await Promise.all(workers.map((worker) => once(worker, 'message')));
  await Promise.all(workers.map((worker) => worker.terminate()));
  return told.flatMap(([ids]) => ids as unknown);
}

describe('a file that threads share', () => {
  it('is made once by all who open a new path at once, and loses no row of any', async () => {
    const folder = newFolder();
    const path = join(folder, 'a.db');
    const ids = await openTogether(path);
    const all = Array.from({ length: THREADS * ROWS }, (_, index) => index + 1);
    expect(ids.toSorted((left, right) => Number(left) - Number(right))).toEqual(all);
    const open = valueOf(storeAt(path).openWork({ session_id }));
    expect(open.map(({ work }) => work.work_id)).toEqual(all);
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  it('stays as it is where it comes while another is made', () => {
    const folder = newFolder();
    const path = join(folder, 'a.db');
    writeFileSync(path, 'somebody else’s');
    createDatabase(path);
    expect(readFileSync(path, 'utf8')).toBe('somebody else’s');
    expect(readdirSync(folder)).toEqual(['a.db']);
    expect(refusalOf(path)).toBe('ForeignFile');
  });
});
