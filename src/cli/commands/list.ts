// `mergestorm list`: what there is to choose from, straight from the registries.

import { FAULT_KINDS } from '../../coordinator/faults/registry.js';
import { SCENARIOS } from '../../sessions/scenarios/registry.js';
import { SESSION_PROPERTIES } from '../../sessions/judge/registry.js';
import { SESSION_STORE_SUMMARIES } from '../../sessions/race/race-terms.js';
import { TOPOLOGY_NAMES, findTopology } from '../../coordinator/topologies/registry.js';
import { loadStrategy } from '../../strategies/load.js';
import { STRATEGY_NAMES } from '../../strategies/registry.js';
import { WORKLOAD_NAMES, findWorkload } from '../../workloads/registry.js';
import type { Catalogue, Listed } from '../catalogue-text.js';
import { formatCatalogue } from '../catalogue-text.js';
import { textOptionsFor } from '../terminal.js';
import { isSet } from '../typed-flags.js';

export async function listCommand(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const catalogue = await readCatalogue();
  const asJson = isSet(typed, 'json');
  process.stdout.write(
    asJson
      ? `${JSON.stringify(catalogue, null, 2)}\n`
      : formatCatalogue(catalogue, textOptionsFor(process.stdout).width),
  );
}

async function readCatalogue(): Promise<Catalogue> {
  const strategies = await Promise.all(
    STRATEGY_NAMES.map((name) => loadStrategy({ type: 'built_in', name })),
  );
  return {
    strategies: strategies.map(({ name, summary, version, expectation }) => {
      return { name, summary, version, expectation };
    }),
    workloads: WORKLOAD_NAMES.flatMap((name) => nameAndSummary(findWorkload(name))),
    topologies: TOPOLOGY_NAMES.flatMap((name) => nameAndSummary(findTopology(name))),
    faults: FAULT_KINDS.map(({ name, summary, example }) => ({ name, summary, example })),
    session_stores: Object.entries(SESSION_STORE_SUMMARIES).map(([name, summary]) => {
      return { name, summary };
    }),
    session_properties: SESSION_PROPERTIES.flatMap(nameAndSummary),
    session_scenarios: SCENARIOS.map(({ scenario: { name }, owns }) => {
      return { name, summary: owns.join('; ') };
    }),
  };
}

function nameAndSummary(listed: Listed | undefined): readonly Listed[] {
  return listed ? [{ name: listed.name, summary: listed.summary }] : [];
}
