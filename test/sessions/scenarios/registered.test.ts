import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  coverageOf,
  missingRuns,
  registryProblems,
} from '../../../src/sessions/scenarios/coverage.js';
import { INVARIANTS } from '../../../src/sessions/scenarios/invariants.js';
import { SCENARIOS } from '../../../src/sessions/scenarios/registry.js';
import { runScenarios } from '../../../src/sessions/scenarios/run-scenarios.js';
import type { ScenarioRun } from '../../../src/sessions/scenarios/run-scenarios.js';
import { OUR_STORES } from '../../../src/sessions/scenarios/stores.js';

const stores = Object.entries(OUR_STORES);
const storeNames = stores.map(([name]) => name);
const executed: ScenarioRun[] = [];

describe.each(stores)('on the %s store', (store, open) => {
  it.each(SCENARIOS.map((registered) => [registered.scenario.name, registered] as const))(
    '%s',
    async (_, registered) => {
      const runs = await runScenarios([registered], { [store]: open });
      executed.push(...runs);
      expect(runs).toMatchObject([{ store, verdict: 'PASS', failed: null }]);
    },
  );
});

describe('the registry of scenarios', () => {
  const [first, ...others] = SCENARIOS;

  it('has unique names and sound orders, and owns every invariant once', () => {
    expect(registryProblems(SCENARIOS)).toEqual([]);
  });

  it('holds every file of its folder', () => {
    const folder = new URL('../../../src/sessions/scenarios/named/', import.meta.url);
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
    const names = SCENARIOS.map(({ scenario }) => scenario.name.replaceAll(' ', '-'));
    expect(files.sort()).toEqual([...names].sort());
  });

  it('is found wrong where a scenario is missing, doubled, idle or out of order', () => {
    const doubled = first ? [first, first, ...others] : [];
    const idle = SCENARIOS.map((registered) => ({ ...registered, owns: [] }));
    const [second] = others;
    const reordered = second
      ? [{ ...second, scenario: second.scenario.phase({ type: 'ingress' }) }]
      : [];
    expect(registryProblems(others)).toContain(
      'invariant session-command gate is owned by no scenario',
    );
    expect(registryProblems(doubled)).toEqual(
      expect.arrayContaining([
        'scenario command before turn work is registered more than once',
        'invariant checkpoint persistence is owned more than once',
      ]),
    );
    expect(registryProblems(idle)).toContain('scenario command before turn work owns no invariant');
    expect(registryProblems(reordered).join('\n')).toMatch(
      /^scenario command-only queue drain, phase 8 \(commit\): releases the lease/m,
    );
  });

  it('was executed, every scenario on every store', () => {
    expect(missingRuns(SCENARIOS, storeNames, executed)).toEqual([]);
  });

  it('is found not executed where one scenario has not run on one store', () => {
    const [one, ...rest] = executed;
    expect(missingRuns(SCENARIOS, storeNames, rest)).toEqual([
      `scenario ${one?.scenario ?? ''} did not run on ${one?.store ?? ''}`,
    ]);
  });
});

describe('the coverage index', () => {
  it('has a row for every invariant, with its scenario and the stores that it was held on', () => {
    const coverage = coverageOf(SCENARIOS, executed);
    expect(coverage.map(({ invariant }) => invariant)).toEqual(INVARIANTS);
    for (const { scenarios, stores: held } of coverage) {
      expect(scenarios).toHaveLength(1);
      expect(held).toEqual([
        { store: 'memory', verdict: 'PASS' },
        { store: 'sqlite', verdict: 'PASS' },
      ]);
    }
  });

  it('shows nothing where nothing ran, and FAIL where one of the scenarios did not hold', () => {
    const failing = executed.map((run): ScenarioRun => ({ ...run, verdict: 'FAIL' }));
    expect(coverageOf(SCENARIOS, [])[0]?.stores).toEqual([]);
    expect(coverageOf(SCENARIOS, failing)[0]?.stores[0]).toEqual({
      store: 'memory',
      verdict: 'FAIL',
    });
  });
});
