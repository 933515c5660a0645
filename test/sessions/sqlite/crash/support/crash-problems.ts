// What is wrong with a file that a process has died over, in sentences; none where nothing is.

import { canonicalJson } from '../../../../../src/model/canonical.js';
import type { Json } from '../../../../../src/model/json.js';
import { openSqliteStore } from '../../../../../src/sessions/sqlite/sqlite-store.js';
import type { SyncSessionStore } from '../../../../../src/sessions/store.js';
import type { Reference } from './crash-calls.js';
import { carryOut, CLOCK, CRASH_CALLS, viewOf } from './crash-calls.js';
import type { Death } from './crash-child.js';

export function crashProblems(path: string, death: Death, reference: Reference): string[] {
  const opened = openSqliteStore(path, { clock: CLOCK, durability: 'process' });
  if (!opened.ok) return [`the file is not opened: ${opened.error.message}`];
  const { store } = opened;
  const done = callsDone(death);
  const problems = [
    ...seenProblems(store, done, reference),
    ...restProblems(store, done, reference),
  ];
  store.close();
  return problems;
}

/** How many calls took effect: those that were answered, and the one that died after its step. */
function callsDone({ acknowledged, died_at }: Death): number {
  const interrupted = CRASH_CALLS[acknowledged.length]?.method;
  const isThrough = died_at?.type === 'after' && died_at.method === interrupted;
  return acknowledged.length + (isThrough ? 1 : 0);
}

/** All of the calls that are done is there, and nothing of those that are not. */
function seenProblems(store: SyncSessionStore, done: number, reference: Reference): string[] {
  const [seen, expected] = [viewOf(store), reference.views[done]].map(spelled);
  return seen === expected
    ? []
    : [`after ${done} calls: ${String(seen)} is not ${String(expected)}`];
}

/** Whoever comes back can go on from there as though nothing had been. */
function restProblems(store: SyncSessionStore, done: number, reference: Reference): string[] {
  const problems: string[] = [];
  for (const [index, call] of CRASH_CALLS.entries()) {
    if (index < done) continue;
    const [answer, expected] = [carryOut(store, call), reference.answers[index]].map(spelled);
    if (answer !== expected) {
      problems.push(`call ${index} (${call.method}): ${String(answer)} is not ${String(expected)}`);
    }
  }
  const [seen, expected] = [viewOf(store), reference.views.at(-1)].map(spelled);
  if (seen !== expected) problems.push(`at the end: ${String(seen)} is not ${String(expected)}`);
  return problems;
}

function spelled(value: unknown): string {
  return canonicalJson(value as Json);
}
