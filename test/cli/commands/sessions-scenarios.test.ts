import { describe, expect, it } from 'vitest';
import { exitCodeOfRuns } from '../../../src/cli/commands/sessions/run.js';
import { renderCatalogue } from '../../../src/cli/sessions-text/catalogue-text.js';
import { renderRuns, runsJson } from '../../../src/cli/sessions-text/runs-text.js';
import { coverageOf } from '../../../src/sessions/scenarios/coverage.js';
import { FAULT_MATRIX } from '../../../src/sessions/scenarios/faults/matrix.js';
import { INVARIANTS } from '../../../src/sessions/scenarios/invariants.js';
import { SCENARIO_NAMES, SCENARIOS } from '../../../src/sessions/scenarios/registry.js';
import { runScenarios } from '../../../src/sessions/scenarios/run-scenarios.js';
import { OUR_STORES } from '../../../src/sessions/scenarios/stores.js';
import { PLANTS } from '../../sessions/scenarios/support/plants.js';
import { mergestorm } from '../support/mergestorm.js';

const { operations } = PLANTS['a stale observer stays busy'];
const planted = { memory: OUR_STORES.memory, planted: () => OUR_STORES.memory(operations) };
const runs = await runScenarios(SCENARIOS, planted);
const coverage = coverageOf(SCENARIOS, runs);
const stores = Object.keys(planted);
const plain = { colour: 'none', width: null } as const;

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('mergestorm sessions', () => {
  it('alone shows its help, with every command', async () => {
    const { code, stdout, stderr } = await mergestorm(['sessions']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['list', 'run'])
      expect(stdout).toMatch(new RegExp(`^  mergestorm sessions ${command} `, 'm'));
  });

  it.each([
    [['sessions', '--help'], /^mergestorm sessions <command>$/m],
    [['help', 'sessions', 'list'], /^mergestorm sessions list \[flags\]$/m],
  ])('%j shows the help of what is named', async (words, usage) => {
    const { code, stdout, stderr } = await mergestorm(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(usage);
    expect(longestLine(stdout)).toBeLessThanOrEqual(100);
  });

  it.each([
    [
      ['sessions', 'rnu'],
      'mergestorm: unknown command: "rnu": did you mean run? choose from list, ',
    ],
    [
      ['sessions', 'list', '--store', 'memory'],
      'mergestorm: flag of another command: --store: see mergestorm sessions list --help',
    ],
    [
      ['sessions', 'run', '--scenari', 'x'],
      'mergestorm: unknown flag: "--scenari": did you mean --scenario? ',
    ],
    [
      ['sessions', 'run', '--store', 'memroy'],
      'mergestorm: unknown store: "memroy": did you mean memory? ',
    ],
    [
      ['sessions', 'run', '--scenario', 'dead session lease reclam'],
      'mergestorm: unknown scenario: "dead session lease reclam": did you mean dead session lease reclaim? ',
    ],
  ])('%j ends with exit code 64 and one line', async (words, line) => {
    const { code, stdout, stderr } = await mergestorm(words);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^mergestorm: [^\n]+\n$/);
    expect(stderr.startsWith(line)).toBe(true);
  });
});

describe('mergestorm sessions run', () => {
  it('prints a verdict for every scenario on both stores, and ends with 0', async () => {
    const { code, stdout, stderr } = await mergestorm(['sessions', 'run']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of SCENARIO_NAMES)
      expect(stdout).toMatch(new RegExp(`^PASS +PASS +${name}$`, 'm'));
    expect(stdout).toMatch(/^18 of 18 runs held$/m);
  });

  it('runs what was chosen alone, and says the same as JSON', async () => {
    const words = ['--scenario', 'session lease release fault', '--store', 'memory', '--json'];
    const { code, stdout } = await mergestorm(['sessions', 'run', ...words]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      schema_version: 1,
      verdict: 'PASS',
      runs: [
        {
          scenario: 'session lease release fault',
          store: 'memory',
          verdict: 'PASS',
          failed: null,
        },
      ],
      coverage: [
        {
          invariant: 'a commit after the lease was released is refused',
          scenarios: ['session lease release fault'],
          stores: [{ store: 'memory', verdict: 'PASS' }],
        },
      ],
    });
  });

  it('names the phase of a scenario that does not hold, and then ends with 1', () => {
    const text = renderRuns({ stores, runs, coverage }, plain);
    expect(text).toMatch(/^PASS +FAIL +dead session lease reclaim$/m);
    expect(text).toMatch(
      /^FAIL dead session lease reclaim on planted, phase 2 \(reclaim_dead_holder\): expected/m,
    );
    expect(text).toMatch(/^17 of 18 runs held$/m);
    expect(JSON.parse(runsJson({ stores, runs, coverage }))).toMatchObject({ verdict: 'FAIL' });
    expect(exitCodeOfRuns({ runs })).toBe(1);
  });

  it('holds nothing where nothing ran', () => {
    expect(exitCodeOfRuns({ runs: [] })).toBe(1);
    expect(JSON.parse(runsJson({ stores, runs: [], coverage: [] }))).toMatchObject({
      verdict: 'FAIL',
    });
  });

  it.each([60, 80, 120])('fits a terminal of %i columns', (width) => {
    const text = renderRuns({ stores, runs, coverage }, { colour: 'none', width });
    expect(longestLine(text)).toBeLessThanOrEqual(width);
  });

  it('colours verdicts where colour is wanted, and keeps the columns', () => {
    const text = renderRuns({ stores, runs, coverage }, { colour: 'ansi', width: 60 });
    expect(text).toContain('\u001b[31mFAIL\u001b[39m');
    expect(text.replaceAll(/\u001b\[\d+m/g, '')).toBe(
      renderRuns({ stores, runs, coverage }, { colour: 'none', width: 60 }),
    );
  });

  it('escapes what a store has to say', () => {
    const failed = {
      index: 0,
      type: 'ingress',
      expected: 'calm',
      seen: 'a thrown error: \u001b[2J',
    };
    const run = { scenario: 's', store: 'memory', verdict: 'FAIL', failed } as const;
    const text = renderRuns({ stores, runs: [run], coverage: [] }, plain);
    expect(text).toContain('saw a thrown error: \\u001b[2J');
  });
});

describe('mergestorm sessions list', () => {
  const catalogue = { stores, scenarios: SCENARIOS, coverage, faults: FAULT_MATRIX };

  it('shows scenarios with what they own, where that was held, and the faults', async () => {
    const { code, stdout, stderr } = await mergestorm(['sessions', 'list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of SCENARIO_NAMES) expect(stdout).toMatch(new RegExp(`^${name}$`, 'm'));
    for (const invariant of INVARIANTS) {
      expect(stdout).toMatch(new RegExp(`^  - ${invariant}$`, 'm'));
      expect(stdout).toMatch(new RegExp(`^PASS +PASS +${invariant}$`, 'm'));
    }
    expect(stdout).toMatch(/^\d+ faults: \d+ shown by tests below test\/sessions\/, \d+ by none/m);
  });

  it('says the same as JSON', async () => {
    const { code, stdout } = await mergestorm(['sessions', 'list', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema_version: 1,
      scenarios: SCENARIOS.map(({ scenario, owns }) => ({ name: scenario.name, owns })),
      coverage: INVARIANTS.map((invariant) => ({ invariant })),
      faults: FAULT_MATRIX,
    });
  });

  it('shows an invariant that was not held, and one that nothing was held on', () => {
    expect(renderCatalogue(catalogue, plain)).toMatch(/^PASS +FAIL +a stale observer stays busy$/m);
    const idle = { ...catalogue, coverage: coverageOf(SCENARIOS, []) };
    expect(renderCatalogue(idle, plain)).toMatch(/^- +- +a stale observer stays busy$/m);
  });

  it.each([60, 80, 120])('fits a terminal of %i columns', (width) => {
    const text = renderCatalogue(catalogue, { colour: 'none', width });
    expect(longestLine(text)).toBeLessThanOrEqual(width);
  });
});
