// Runs scenarios on stores, each on a new one, and tells what came of it. What is wrong with a store is a result;
// a scenario whose phases are out of order is thrown.

import type { RegisteredScenario } from './registered.js';
import type { Scenario } from './scenario.js';
import type { OpenHarness } from './stores.js';
import { ScenarioFailure } from './unmet.js';

export interface FailedPhase {
  /** From 0. */
  readonly index: number;
  readonly type: string;
  readonly expected: string;
  readonly seen: string;
}

export interface ScenarioRun {
  readonly scenario: string;
  readonly store: string;
  readonly verdict: 'PASS' | 'FAIL';
  /** Null where it passed. */
  readonly failed: FailedPhase | null;
}

/** Every scenario on every store, by scenario. @throws ScenarioOrderError */
export async function runScenarios(
  registered: readonly RegisteredScenario[],
  stores: Readonly<Record<string, OpenHarness>>,
): Promise<readonly ScenarioRun[]> {
  const runs: ScenarioRun[] = [];
  for (const { scenario } of registered) {
    for (const [store, open] of Object.entries(stores)) {
      const failed = await failureOf(scenario, open);
      const verdict = failed === null ? 'PASS' : 'FAIL';
      runs.push({ scenario: scenario.name, store, verdict, failed });
    }
  }
  return runs;
}

/** PASS where something ran and all of it held. */
export function verdictOfRuns(runs: readonly ScenarioRun[]): ScenarioRun['verdict'] {
  const held = runs.length > 0 && runs.every(({ verdict }) => verdict === 'PASS');
  return held ? 'PASS' : 'FAIL';
}

async function failureOf(scenario: Scenario, open: OpenHarness): Promise<FailedPhase | null> {
  const harness = open();
  try {
    await scenario.run(harness);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof ScenarioFailure)) throw thrown;
    const { phase, expected, seen } = thrown;
    return { ...phase, expected, seen };
  } finally {
    harness.close();
  }
}
