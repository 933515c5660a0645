// Runs the suite against a store of anybody's, without a test runner: each case on a store of its own, closed
// afterwards. One case for a runner that likes to have them apart, all of them for a report.

import type { Verdict } from '../../model/verdict.js';
import { worstVerdict } from '../../model/verdict.js';
import type { ProcessLookup } from '../operation.js';
import type { SessionClock } from '../session-clock.js';
import { ManualClock } from '../session-clock.js';
import type { Awaitable, SessionStore } from '../store.js';
import type { ConformanceArea, ConformanceCase, ConformanceControl } from './conformance-case.js';
import { CONFORMANCE_CONTROLS } from './conformance-case.js';
import { ControlledProcesses } from './controlled-processes.js';
import { conformanceCases } from './registry.js';

export interface StoreControls {
  readonly clock: SessionClock;
  readonly processes: ProcessLookup;
}

/** Makes a fresh and empty store, which takes time and the death of processes from what it is given. */
export type CreateStore = (controls: StoreControls) => Awaitable<SessionStore>;

export interface ConformanceOptions {
  /** What the store takes; both by default. What needs another is UNKNOWN. */
  readonly takes?: readonly ConformanceControl[];
  /** The whole suite by default. */
  readonly cases?: readonly ConformanceCase[];
}

export interface ConformanceResult {
  readonly name: string;
  readonly area: ConformanceArea;
  readonly verdict: Verdict;
  /** What was expected and seen, or why nothing was; empty where the case passed. */
  readonly message: string;
}

export interface ConformanceReport {
  /** The worst of all. */
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly results: readonly ConformanceResult[];
}

/** Never rejects: whatever a store throws is the failure of the case. */
export async function runConformance(
  createStore: CreateStore,
  { takes = CONFORMANCE_CONTROLS, cases = conformanceCases }: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const results: ConformanceResult[] = [];
  for (const conformanceCase of cases) {
    results.push(await resultOf(conformanceCase, createStore, takes));
  }
  const verdict = worstVerdict(results.map((result) => result.verdict));
  return { verdict, counts: countsOf(results), results };
}

/**
 * One case on stores that are closed afterwards.
 * @throws ConformanceFailure where the store does otherwise, or whatever the store throws.
 */
export async function runConformanceCase(
  conformanceCase: ConformanceCase,
  createStore: CreateStore,
): Promise<void> {
  const controls = { clock: new ManualClock(), processes: new ControlledProcesses() };
  const opened: SessionStore[] = [];
  const open = async (): Promise<SessionStore> => {
    const store = await createStore(controls);
    opened.push(store);
    return store;
  };
  try {
    await conformanceCase.run({ open, ...controls });
  } finally {
    for (const store of opened) await store.close();
  }
}

async function resultOf(
  conformanceCase: ConformanceCase,
  createStore: CreateStore,
  takes: readonly ConformanceControl[],
): Promise<ConformanceResult> {
  const { name, area, needs } = conformanceCase;
  const lacking = needs.filter((control) => !takes.includes(control));
  if (lacking.length > 0) {
    const message = `the store does not take its ${lacking.join(' and ')} from outside`;
    return { name, area, verdict: 'UNKNOWN', message };
  }
  const message = await failureOf(conformanceCase, createStore);
  return { name, area, verdict: message === null ? 'PASS' : 'FAIL', message: message ?? '' };
}

async function failureOf(
  conformanceCase: ConformanceCase,
  createStore: CreateStore,
): Promise<string | null> {
  try {
    await runConformanceCase(conformanceCase, createStore);
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
}

function countsOf(results: readonly ConformanceResult[]): Readonly<Record<Verdict, number>> {
  const countOf = (verdict: Verdict) =>
    results.filter((result) => result.verdict === verdict).length;
  return { PASS: countOf('PASS'), UNKNOWN: countOf('UNKNOWN'), FAIL: countOf('FAIL') };
}
