// `mergestorm sessions list`: the scenarios, the coverage index and the fault matrix. The scenarios are run for it, in
// a fraction of a second, so that the index tells what held and not what should.

import { textOptionsFor } from '../../terminal.js';
import { isSet } from '../../typed-flags.js';
import type { Typed } from '../../command-spec.js';
import { catalogueJson, renderCatalogue } from '../../sessions-text/catalogue-text.js';
import type { SessionCatalogue } from '../../sessions-text/catalogue-text.js';
import { coverageOf } from '../../../sessions/scenarios/coverage.js';
import { FAULT_MATRIX } from '../../../sessions/scenarios/faults/matrix.js';
import { SCENARIOS } from '../../../sessions/scenarios/registry.js';
import { runScenarios } from '../../../sessions/scenarios/run-scenarios.js';
import { OUR_STORES } from '../../../sessions/scenarios/stores.js';

export async function sessionsListCommand(typed: Typed): Promise<void> {
  const { stdout } = process;
  const catalogue = await readCatalogue();
  stdout.write(
    isSet(typed, 'json')
      ? catalogueJson(catalogue)
      : renderCatalogue(catalogue, textOptionsFor(stdout)),
  );
}

async function readCatalogue(): Promise<SessionCatalogue> {
  const coverage = coverageOf(SCENARIOS, await runScenarios(SCENARIOS, OUR_STORES));
  const stores = Object.keys(OUR_STORES);
  return { stores, scenarios: SCENARIOS, coverage, faults: FAULT_MATRIX };
}
