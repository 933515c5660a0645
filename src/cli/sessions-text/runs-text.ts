// What `mergestorm sessions run` prints: a verdict for each scenario on each store, and of those that failed the
// phase, what it expected and what it saw.

import { counted } from '../../model/wording.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import { strictJson } from '../../results/strict-json.js';
import type { TextOptions } from '../../results/table.js';
import type { Coverage } from '../../sessions/scenarios/coverage.js';
import type { FailedPhase, ScenarioRun } from '../../sessions/scenarios/run-scenarios.js';
import { indented } from './indented.js';
import { verdictOfRuns } from '../../sessions/scenarios/run-scenarios.js';
import { renderVerdictGrid } from './verdict-grid.js';

export interface ScenarioReport {
  readonly stores: readonly string[];
  readonly runs: readonly ScenarioRun[];
  /** Of the invariants that the scenarios own. */
  readonly coverage: readonly Coverage[];
}

/** Ends with a line break. */
export function renderRuns({ stores, runs }: ScenarioReport, options: TextOptions): string {
  const names = [...new Set(runs.map(({ scenario }) => scenario))];
  const rows = names.map((name) => ({
    text: name,
    verdicts: runs.filter(({ scenario }) => scenario === name),
  }));
  const sections = [
    renderVerdictGrid({ stores, heading: 'scenario', rows }, options),
    ...runs.flatMap((run) => (run.failed ? [tellFailure(run, run.failed, options)] : [])),
    tellTotal(runs),
  ];
  return `${sections.join('\n\n')}\n`;
}

export function runsJson({ runs, coverage }: ScenarioReport): string {
  return strictJson({
    schema_version: SCHEMA_VERSION,
    verdict: verdictOfRuns(runs),
    runs,
    coverage,
  });
}

function tellFailure(
  { scenario, store }: ScenarioRun,
  { index, type, expected, seen }: FailedPhase,
  { width }: TextOptions,
): string {
  const place = `${scenario} on ${store}, phase ${index + 1} (${type})`;
  const text = `FAIL ${place}: expected ${expected}, saw ${seen}`;
  return indented(text, width, 0);
}

function tellTotal(runs: readonly ScenarioRun[]): string {
  const held = runs.filter(({ verdict }) => verdict === 'PASS').length;
  return `${held} of ${counted(runs.length, 'run')} held`;
}
