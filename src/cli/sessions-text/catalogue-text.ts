// What `mergestorm sessions list` prints: the scenarios with what they own, where each invariant was held, and the
// fault matrix.

import { counted } from '../../model/wording.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import { strictJson } from '../../results/strict-json.js';
import type { TextOptions } from '../../results/table.js';
import type { Coverage } from '../../sessions/scenarios/coverage.js';
import type { FaultRow } from '../../sessions/scenarios/faults/fault-row.js';
import type { RegisteredScenario } from '../../sessions/scenarios/registered.js';
import { indented } from './indented.js';
import { renderVerdictGrid } from './verdict-grid.js';

export interface SessionCatalogue {
  readonly stores: readonly string[];
  readonly scenarios: readonly RegisteredScenario[];
  readonly coverage: readonly Coverage[];
  readonly faults: readonly FaultRow[];
}

/** Where the tests of the session store are; said once. */
const TESTS = 'test/sessions/';

/** Ends with a line break. */
export function renderCatalogue(catalogue: SessionCatalogue, options: TextOptions): string {
  const { stores, scenarios, coverage, faults } = catalogue;
  const rows = coverage.map(({ invariant, stores: verdicts }) => ({ text: invariant, verdicts }));
  const sections = [
    `${counted(scenarios.length, 'scenario')}, and the invariants that each owns`,
    ...scenarios.map((registered) => renderScenario(registered, options)),
    `${counted(coverage.length, 'invariant')}, and where each was held just now`,
    renderVerdictGrid({ stores, heading: 'invariant', rows }, options),
    tellFaults(faults, options),
    ...areasOf(faults).map((area) => renderArea(area, faults, options)),
  ];
  return `${sections.join('\n\n')}\n`;
}

export function catalogueJson({ scenarios, coverage, faults }: SessionCatalogue): string {
  return strictJson({
    schema_version: SCHEMA_VERSION,
    scenarios: scenarios.map(({ scenario, owns }) => {
      const { name, phases } = scenario;
      return { name, owns, phases: phases.map(({ type }) => type) };
    }),
    coverage,
    faults,
  });
}

function renderScenario({ scenario, owns }: RegisteredScenario, { width }: TextOptions): string {
  const owned = owns.map((invariant) => indented(`- ${invariant}`, width, 2));
  return [scenario.name, ...owned].join('\n');
}

function tellFaults(faults: readonly FaultRow[], { width }: TextOptions): string {
  const shown = faults.filter(({ type }) => type === 'shown').length;
  const without = faults.length - shown;
  const text = `${counted(faults.length, 'fault')}: ${shown} shown by tests below ${TESTS}, ${without} by none, with the reason`;
  return indented(text, width, 0);
}

function areasOf(faults: readonly FaultRow[]): readonly string[] {
  return [...new Set(faults.map(({ area }) => area))];
}

function renderArea(area: string, faults: readonly FaultRow[], { width }: TextOptions): string {
  const rows = faults
    .filter((row) => row.area === area)
    .flatMap((row) => [
      indented(row.fault, width, 2),
      ...evidenceOf(row).map((line) => indented(line, width, 4)),
    ]);
  return [area, ...rows].join('\n');
}

function evidenceOf(row: FaultRow): readonly string[] {
  if (row.type === 'not_shown') return [`no test: ${row.reason}`];
  return row.by.map(({ file, test }) => `${file.replace(TESTS, '')}: ${test}`);
}
