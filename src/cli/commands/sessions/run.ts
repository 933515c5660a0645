// `mergestorm sessions run`: scenarios on stores, each on a new one.

import type { ExitCode } from '../../../model/problem.js';
import { EXIT } from '../../../model/problem.js';
import { coverageOf } from '../../../sessions/scenarios/coverage.js';
import { SCENARIO_NAMES, SCENARIOS } from '../../../sessions/scenarios/registry.js';
import { runScenarios, verdictOfRuns } from '../../../sessions/scenarios/run-scenarios.js';
import { OUR_STORES } from '../../../sessions/scenarios/stores.js';
import type { Typed } from '../../command-spec.js';
import { requireName } from '../../names.js';
import { renderRuns, runsJson } from '../../sessions-text/runs-text.js';
import type { ScenarioReport } from '../../sessions-text/runs-text.js';
import { textOptionsFor } from '../../terminal.js';
import { isSet, textOf } from '../../typed-flags.js';

export async function sessionsRunCommand(typed: Typed): Promise<void> {
  const { stdout } = process;
  const report = await reportOn(chosen(typed, 'scenario', SCENARIO_NAMES), storesOf(typed));
  stdout.write(
    isSet(typed, 'json') ? runsJson(report) : renderRuns(report, textOptionsFor(stdout)),
  );
  process.exitCode = exitCodeOfRuns(report);
}

export function exitCodeOfRuns({ runs }: Pick<ScenarioReport, 'runs'>): ExitCode {
  return verdictOfRuns(runs) === 'PASS' ? EXIT.ok : EXIT.check_failed;
}

async function reportOn(
  names: readonly string[],
  stores: typeof OUR_STORES,
): Promise<ScenarioReport> {
  const registered = SCENARIOS.filter(({ scenario }) => names.includes(scenario.name));
  const runs = await runScenarios(registered, stores);
  const coverage = coverageOf(registered, runs).filter(({ scenarios }) => scenarios.length > 0);
  return { stores: Object.keys(stores), runs, coverage };
}

function storesOf(typed: Typed): typeof OUR_STORES {
  const names = chosen(typed, 'store', Object.keys(OUR_STORES));
  const entries = Object.entries(OUR_STORES).filter(([name]) => names.includes(name));
  return Object.fromEntries(entries) as typeof OUR_STORES;
}

/** Names separated by commas; all where none is typed. @throws UserError (exit 64) */
function chosen(typed: Typed, flag: string, names: readonly string[]): readonly string[] {
  const text = textOf(typed, flag);
  if (text === undefined) return names;
  return text.split(',').map((name) => requireName(flag, name.trim(), names));
}
