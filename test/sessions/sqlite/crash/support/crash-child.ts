// A process that carries calls out on a store in a file, says what was acknowledged, and kills itself at a given
// point inside the store. It executes the build.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { StorePoint } from '../../../../../src/sessions/operation.js';
import type { Answer } from '../../../../../src/sessions/store.js';
import { CRASH_CALLS } from './crash-calls.js';

const SESSIONS = new URL('../../../../../dist/sessions/', import.meta.url).href;

/**
 * Planted bugs: `two_transactions`, a commit that completes first and saves then; `early_answers`, a store that
 * says work is queued and queues it with the next call.
 */
export type CrashStore = 'sound' | 'two_transactions' | 'early_answers';

const SOURCE = `
  import { readFileSync, writeSync } from 'node:fs';
  const { openSqliteStore } = await import(${JSON.stringify(`${SESSIONS}sqlite/sqlite-store.js`)});
  const twoTransactions = (store) => ({
    ...store,
    commit: ({ session_id, request }) => {
      store.completeWork({ session_id, claims: request.completes.work });
      const completes = { ...request.completes, work: [] };
      return store.commit({ session_id, request: { ...request, completes } });
    },
  });
  const earlyAnswers = (store) => {
    let late = () => undefined;
    const methods = Object.entries(store).map(([name, method]) => [name, (args) => {
      late();
      late = () => undefined;
      return method(args);
    }]);
    return {
      ...Object.fromEntries(methods),
      enqueueWork: (args) => {
        late();
        late = () => store.enqueueWork(args);
        return { ok: true, value: null };
      },
    };
  };
  const STORES = { sound: (store) => store, two_transactions: twoTransactions, early_answers: earlyAnswers };
  const [path, dies_at, planted] = process.argv.slice(1);
  const say = (value) => writeSync(1, JSON.stringify(value) + '\\n');
  let passed = 0;
  const reached = (point) => {
    if (passed === Number(dies_at)) {
      say({ died_at: point });
      process.kill(process.pid, 'SIGKILL');
    }
    passed += 1;
  };
  const clock = { now_ms: () => 0, timeline: 'crash' };
  const opened = openSqliteStore(path, { clock, reached, durability: 'process' });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = STORES[planted](opened.store);
  for (const { method, args } of JSON.parse(readFileSync(0, 'utf8'))) say({ answer: store[method](args) });
`;

export interface Death {
  /** Of the calls that returned, in order. */
  readonly acknowledged: readonly Answer<unknown>[];
  /** Null: there were fewer points than that. */
  readonly died_at: StorePoint | null;
}

type Line = { readonly answer: Answer<unknown> } | { readonly died_at: StorePoint };

/** @param dies_at Index of the point, counted over all calls. */
export async function dyingAt(path: string, dies_at: number, store: CrashStore): Promise<Death> {
  const args = ['--input-type=module', '-e', SOURCE, '--', path, String(dies_at), store];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  child.stdin.end(JSON.stringify(CRASH_CALLS));
  const acknowledged: Answer<unknown>[] = [];
  let died_at: StorePoint | null = null;
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text) as Line;
    if ('answer' in line) acknowledged.push(line.answer);
    else died_at = line.died_at;
  }
  await exited;
  return { acknowledged, died_at };
}
